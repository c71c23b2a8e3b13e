#include "expressions.h"

#include "byte-cursor.h"

/* Operations (DWARF 5, 7.7.1). */
enum operation {
  OP_ADDR = 0x03,
  OP_DEREF = 0x06,
  OP_CONST1U = 0x08,
  OP_CONST1S,
  OP_CONST2U,
  OP_CONST2S,
  OP_CONST4U,
  OP_CONST4S,
  OP_CONST8U,
  OP_CONST8S,
  OP_CONSTU,
  OP_CONSTS,
  OP_DUP,
  OP_DROP,
  OP_OVER,
  OP_PICK,
  OP_SWAP,
  OP_ROT,
  OP_ABS = 0x19,
  OP_AND,
  OP_DIV,
  OP_MINUS,
  OP_MOD,
  OP_MUL,
  OP_NEG,
  OP_NOT,
  OP_OR,
  OP_PLUS,
  OP_PLUS_UCONST,
  OP_SHL,
  OP_SHR,
  OP_SHRA,
  OP_XOR,
  OP_BRA,
  OP_EQ,
  OP_GE,
  OP_GT,
  OP_LE,
  OP_LT,
  OP_NE,
  OP_SKIP,
  OP_LIT0 = 0x30,
  OP_LIT31 = 0x4f,
  OP_BREG0 = 0x70,
  OP_BREG31 = 0x8f,
  OP_BREGX = 0x92,
  OP_DEREF_SIZE = 0x94,
  OP_NOP = 0x96,
};

#define STACK_PLACES 16

struct evaluation {
  struct cursor at;
  const uint8_t *start;
  const struct registers *registers;
  struct view *view;
  unsigned depth;
  uintptr_t stack[STACK_PLACES]; /* the last is the top */
};

static bool push(struct evaluation *state, uintptr_t value) {
  if (state->depth == STACK_PLACES) return false;
  state->stack[state->depth++] = value;
  return true;
}

static bool push_register(struct evaluation *state, uint64_t number, int64_t offset) {
  uintptr_t value;
  return get_register(state->registers, number, &value) && push(state, value + (uintptr_t)offset);
}

static bool combine(uint8_t operation, uintptr_t left, uintptr_t right, uintptr_t *result) {
  intptr_t a = (intptr_t)left, b = (intptr_t)right;
  switch (operation) {
    case OP_AND: *result = left & right; return true;
    case OP_OR: *result = left | right; return true;
    case OP_XOR: *result = left ^ right; return true;
    case OP_PLUS: *result = left + right; return true;
    case OP_MINUS: *result = left - right; return true;
    case OP_MUL: *result = left * right; return true;
    case OP_SHL: *result = right < 64 ? left << right : 0; return true;
    case OP_SHR: *result = right < 64 ? left >> right : 0; return true;
    case OP_SHRA: *result = (uintptr_t)(a >> (right < 64 ? right : 63)); return true;
    case OP_EQ: *result = a == b; return true;
    case OP_NE: *result = a != b; return true;
    case OP_GE: *result = a >= b; return true;
    case OP_GT: *result = a > b; return true;
    case OP_LE: *result = a <= b; return true;
    case OP_LT: *result = a < b; return true;
    default: return false; /* OP_DIV and OP_MOD among them: nothing uses them here */
  }
}

static bool load(struct evaluation *state, unsigned bytes) {
  uintptr_t *top = &state->stack[state->depth - 1];
  uintptr_t word, address = *top;
  if (bytes == 0 || bytes > 8 || address % 8 + bytes > 8) return false;
  if (!read_word(state->view, address / 8 * 8, &word)) return false;
  word >>= address % 8 * 8;
  *top = bytes == 8 ? word : word & (((uintptr_t)1 << 8 * bytes) - 1);
  return true;
}

static bool jump(struct evaluation *state, int64_t distance) {
  const uint8_t *target = state->at.at + distance;
  if (target < state->start || target > state->at.end) return false;
  state->at.at = target;
  return true;
}

static bool change_top(struct evaluation *state, uint8_t operation) {
  uintptr_t *top = &state->stack[state->depth - 1];
  switch (operation) {
    case OP_DEREF: return load(state, 8);
    case OP_DEREF_SIZE: return load(state, (unsigned)read_bytes(&state->at, 1));
    case OP_PLUS_UCONST: *top += read_uleb(&state->at); return true;
    case OP_NEG: *top = 0 - *top; return true;
    case OP_NOT: *top = ~*top; return true;
    case OP_ABS: *top = (intptr_t)*top < 0 ? 0 - *top : *top; return true;
    case OP_DUP: return push(state, *top);
    case OP_DROP: state->depth--; return true;
    case OP_BRA: {
      int64_t distance = read_signed_bytes(&state->at, 2);
      return state->stack[--state->depth] == 0 || jump(state, distance);
    }
    default: return false;
  }
}

static bool change_two(struct evaluation *state, uint8_t operation) {
  uintptr_t *left = &state->stack[state->depth - 2], *right = left + 1;
  if (operation == OP_OVER) return push(state, *left);
  if (operation == OP_SWAP) {
    uintptr_t before = *left;
    *left = *right;
    *right = before;
    return true;
  }
  if (!combine(operation, *left, *right, left)) return false;
  state->depth--;
  return true;
}

static bool push_operand(struct evaluation *state, uint8_t operation, bool *is_push) {
  struct cursor *at = &state->at;
  *is_push = true;
  if (operation >= OP_LIT0 && operation <= OP_LIT31) return push(state, operation - OP_LIT0);
  if (operation >= OP_BREG0 && operation <= OP_BREG31) {
    return push_register(state, operation - OP_BREG0, read_sleb(at));
  }
  switch (operation) {
    case OP_ADDR:
    case OP_CONST8U:
    case OP_CONST8S: return push(state, read_bytes(at, 8));
    case OP_CONST1U: return push(state, read_bytes(at, 1));
    case OP_CONST2U: return push(state, read_bytes(at, 2));
    case OP_CONST4U: return push(state, read_bytes(at, 4));
    case OP_CONST1S: return push(state, (uintptr_t)read_signed_bytes(at, 1));
    case OP_CONST2S: return push(state, (uintptr_t)read_signed_bytes(at, 2));
    case OP_CONST4S: return push(state, (uintptr_t)read_signed_bytes(at, 4));
    case OP_CONSTU: return push(state, read_uleb(at));
    case OP_CONSTS: return push(state, (uintptr_t)read_sleb(at));
    case OP_BREGX: {
      uint64_t number = read_uleb(at);
      return push_register(state, number, read_sleb(at));
    }
    default: *is_push = false; return true;
  }
}

static bool run_one(struct evaluation *state) {
  uint8_t operation = (uint8_t)read_bytes(&state->at, 1);
  bool is_push;
  if (!push_operand(state, operation, &is_push)) return false;
  if (is_push || operation == OP_NOP) return true;
  if (operation == OP_SKIP) return jump(state, read_signed_bytes(&state->at, 2));
  bool needs_one = operation == OP_DEREF || operation == OP_DEREF_SIZE || operation == OP_PLUS_UCONST ||
                   operation == OP_NEG || operation == OP_NOT || operation == OP_ABS || operation == OP_DUP ||
                   operation == OP_DROP || operation == OP_BRA;
  if (needs_one) return state->depth >= 1 && change_top(state, operation);
  return state->depth >= 2 && change_two(state, operation);
}

bool evaluate(const uint8_t *expression, uint32_t bytes, const struct registers *registers, const uintptr_t *initial,
              struct view *view, uintptr_t *result) {
  struct evaluation state = {.start = expression, .registers = registers, .view = view};
  state.at = (struct cursor){expression, expression + bytes, false};
  if (initial != NULL) push(&state, *initial);
  for (unsigned step = 0; state.at.at < state.at.end; step++) {
    const unsigned steps_at_most = 256; /* a jump backwards must not go on for ever */
    if (step == steps_at_most || !run_one(&state) || state.at.overran) return false;
  }
  if (state.depth == 0) return false;
  *result = state.stack[state.depth - 1];
  return true;
}
