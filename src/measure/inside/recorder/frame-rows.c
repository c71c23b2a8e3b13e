#include "frame-rows.h"

#include "byte-cursor.h"
#include "frame-entries.h"

/* Call frame instructions (DWARF 5, 6.4.2 and 7.24; the last three are GNU's and Arm's). */
enum instruction {
  CFA_NOP = 0x00,
  CFA_SET_LOC = 0x01,
  CFA_ADVANCE_LOC1 = 0x02,
  CFA_ADVANCE_LOC2 = 0x03,
  CFA_ADVANCE_LOC4 = 0x04,
  CFA_OFFSET_EXTENDED = 0x05,
  CFA_RESTORE_EXTENDED = 0x06,
  CFA_UNDEFINED = 0x07,
  CFA_SAME_VALUE = 0x08,
  CFA_REGISTER = 0x09,
  CFA_REMEMBER_STATE = 0x0a,
  CFA_RESTORE_STATE = 0x0b,
  CFA_DEF_CFA = 0x0c,
  CFA_DEF_CFA_REGISTER = 0x0d,
  CFA_DEF_CFA_OFFSET = 0x0e,
  CFA_DEF_CFA_EXPRESSION = 0x0f,
  CFA_EXPRESSION = 0x10,
  CFA_OFFSET_EXTENDED_SF = 0x11,
  CFA_DEF_CFA_SF = 0x12,
  CFA_DEF_CFA_OFFSET_SF = 0x13,
  CFA_VAL_OFFSET = 0x14,
  CFA_VAL_OFFSET_SF = 0x15,
  CFA_VAL_EXPRESSION = 0x16,
  CFA_NEGATE_RA_STATE = 0x2d,
  CFA_GNU_ARGS_SIZE = 0x2e,
  CFA_GNU_NEGATIVE_OFFSET_EXTENDED = 0x2f,
  /* The upper two bits, with an operand in the lower six. */
  CFA_ADVANCE_LOC = 0x40,
  CFA_OFFSET = 0x80,
  CFA_RESTORE = 0xc0,
};

struct interpreter {
  struct cursor instructions;
  const struct frame_entry *entry;
  struct row_space *space;
  uintptr_t location, wanted;
  unsigned remembered;
  bool has_initial; /* the common instructions have run: registers can be restored to what they said */
};

static void set_rule(struct interpreter *state, uint64_t number, struct register_rule rule) {
  if (number < REGISTERS) state->space->row.rule[number] = rule;
}

static void save_at(struct interpreter *state, uint64_t number, int64_t offset) {
  set_rule(state, number, (struct register_rule){.how = RULE_SAVED, .offset = offset});
}

static void restore(struct interpreter *state, uint64_t number) {
  if (number >= REGISTERS) return;
  struct register_rule same = {.how = RULE_SAME};
  set_rule(state, number, state->has_initial ? state->space->initial.rule[number] : same);
}

static void set_expression(struct interpreter *state, uint64_t number, enum rule_how how) {
  struct cursor block = read_block(&state->instructions);
  struct register_rule rule = {.how = how};
  rule.expression.start = block.at;
  rule.expression.bytes = (uint32_t)(block.end - block.at);
  set_rule(state, number, rule);
}

static void define_base(struct interpreter *state, uint64_t base, int64_t offset) {
  struct frame_row *row = &state->space->row;
  row->base = base < REGISTERS ? (uint32_t)base : REGISTERS;
  row->offset = offset;
  row->is_expression = false;
}

/* False where nothing is known of what it means. */
static bool run_extended(struct interpreter *state, uint8_t instruction) {
  struct cursor *at = &state->instructions;
  struct frame_row *row = &state->space->row;
  const int64_t factor = state->entry->data_factor;
  uint64_t number;
  switch (instruction) {
    case CFA_NOP:
    case CFA_NEGATE_RA_STATE: return true; /* addresses are stripped of their signatures whether they have one or not */
    case CFA_ADVANCE_LOC1: state->location += read_bytes(at, 1) * state->entry->code_factor; return true;
    case CFA_ADVANCE_LOC2: state->location += read_bytes(at, 2) * state->entry->code_factor; return true;
    case CFA_ADVANCE_LOC4: state->location += read_bytes(at, 4) * state->entry->code_factor; return true;
    case CFA_OFFSET_EXTENDED:
      number = read_uleb(at);
      save_at(state, number, (int64_t)read_uleb(at) * factor);
      return true;
    case CFA_OFFSET_EXTENDED_SF:
      number = read_uleb(at);
      save_at(state, number, read_sleb(at) * factor);
      return true;
    case CFA_GNU_NEGATIVE_OFFSET_EXTENDED:
      number = read_uleb(at);
      save_at(state, number, -(int64_t)read_uleb(at) * factor);
      return true;
    case CFA_RESTORE_EXTENDED: restore(state, read_uleb(at)); return true;
    case CFA_UNDEFINED: set_rule(state, read_uleb(at), (struct register_rule){.how = RULE_UNDEFINED}); return true;
    case CFA_SAME_VALUE: set_rule(state, read_uleb(at), (struct register_rule){.how = RULE_SAME}); return true;
    case CFA_REGISTER:
      number = read_uleb(at);
      set_rule(state, number, (struct register_rule){.how = RULE_REGISTER, .other = read_uleb(at)});
      return true;
    case CFA_REMEMBER_STATE:
      if (state->remembered == sizeof state->space->remembered / sizeof *state->space->remembered) return false;
      state->space->remembered[state->remembered++] = *row;
      return true;
    case CFA_RESTORE_STATE:
      if (state->remembered == 0) return false;
      *row = state->space->remembered[--state->remembered];
      return true;
    case CFA_DEF_CFA:
      number = read_uleb(at);
      define_base(state, number, (int64_t)read_uleb(at));
      return true;
    case CFA_DEF_CFA_SF:
      number = read_uleb(at);
      define_base(state, number, read_sleb(at) * factor);
      return true;
    case CFA_DEF_CFA_REGISTER: define_base(state, read_uleb(at), row->offset); return true;
    case CFA_DEF_CFA_OFFSET: row->offset = (int64_t)read_uleb(at); return true;
    case CFA_DEF_CFA_OFFSET_SF: row->offset = read_sleb(at) * factor; return true;
    case CFA_DEF_CFA_EXPRESSION: {
      struct cursor block = read_block(at);
      row->is_expression = true;
      row->expression = block.at;
      row->expression_bytes = (uint32_t)(block.end - block.at);
      return true;
    }
    case CFA_EXPRESSION: set_expression(state, read_uleb(at), RULE_SAVED_EXPRESSION); return true;
    case CFA_VAL_EXPRESSION: set_expression(state, read_uleb(at), RULE_VALUE_EXPRESSION); return true;
    case CFA_VAL_OFFSET:
      number = read_uleb(at);
      set_rule(state, number, (struct register_rule){.how = RULE_VALUE, .offset = (int64_t)read_uleb(at) * factor});
      return true;
    case CFA_VAL_OFFSET_SF:
      number = read_uleb(at);
      set_rule(state, number, (struct register_rule){.how = RULE_VALUE, .offset = read_sleb(at) * factor});
      return true;
    case CFA_GNU_ARGS_SIZE: read_uleb(at); return true;
    default: return false; /* CFA_SET_LOC too, which no compiler writes to .eh_frame */
  }
}

/* Runs instructions until one speaks of code behind the wanted address. */
static bool run(struct interpreter *state) {
  while (state->instructions.at < state->instructions.end) {
    uint8_t byte = (uint8_t)read_bytes(&state->instructions, 1);
    uint8_t operand = byte & 0x3f;
    switch (byte & 0xc0) {
      case CFA_ADVANCE_LOC: state->location += operand * state->entry->code_factor; break;
      case CFA_OFFSET:
        save_at(state, operand, (int64_t)read_uleb(&state->instructions) * state->entry->data_factor);
        break;
      case CFA_RESTORE: restore(state, operand); break;
      default:
        if (!run_extended(state, byte)) return false;
    }
    if (state->location > state->wanted) return true;
  }
  return !state->instructions.overran;
}

enum row_found find_row(uintptr_t address, struct row_space *space) {
  struct frame_entry entry;
  if (!find_frame_entry(address, &entry)) return ROW_MISSING;
  if (entry.return_register != REGISTER_RETURN) return ROW_STRANGE;
  space->function_start = entry.start;
  space->function_end = entry.end;
  space->row = (struct frame_row){.is_signal_frame = entry.is_signal_frame};

  struct interpreter state = {.entry = &entry, .space = space, .wanted = UINTPTR_MAX};
  state.instructions = (struct cursor){entry.common, entry.common_end, false};
  if (!run(&state)) return ROW_STRANGE;
  space->initial = space->row;
  state.has_initial = true;

  state.location = entry.start;
  state.wanted = address;
  state.instructions = (struct cursor){entry.instructions, entry.instructions_end, false};
  return run(&state) ? ROW_FOUND : ROW_STRANGE;
}
