/* Unwinding by the rows of the unwind table themselves, with every register: expressions, signal frames. */
#include "stack-walk.h"

#include "hash.h"
#include "modules.h"

/* The registers at this place, as far as a function has to keep them for its caller. */
static inline __attribute__((always_inline)) void capture_registers(struct registers *registers) {
  uintptr_t value[REGISTERS];
#if defined(__x86_64__)
  static const uint8_t kept[] = {3, 6, 7, 12, 13, 14, 15, 16};
  __asm__ volatile(
      "movq %%rbx, 24(%0)\n\tmovq %%rbp, 48(%0)\n\tmovq %%rsp, 56(%0)\n\tmovq %%r12, 96(%0)\n\t"
      "movq %%r13, 104(%0)\n\tmovq %%r14, 112(%0)\n\tmovq %%r15, 120(%0)\n\tleaq 0f(%%rip), %%rdx\n0:\n\tmovq %%rdx, "
      "128(%0)"
      :
      : "a"(value)
      : "rdx", "memory");
#else
  static const uint8_t kept[] = {19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
  __asm__ volatile(
      "stp x19, x20, [%0, #152]\n\tstp x21, x22, [%0, #168]\n\tstp x23, x24, [%0, #184]\n\t"
      "stp x25, x26, [%0, #200]\n\tstp x27, x28, [%0, #216]\n\tadr x10, 0f\n0:\n\tstp x29, x10, [%0, #232]\n\t"
      "mov x10, sp\n\tstr x10, [%0, #248]"
      :
      : "r"(value)
      : "x10", "memory");
#endif
  registers->known = 0;
  for (unsigned i = 0; i < sizeof kept; i++) set_register(registers, kept[i], value[kept[i]]);
}

static bool find_frame_address(const struct frame_row *row, const struct registers *registers, struct view *view,
                               uintptr_t *address) {
  if (row->is_expression) return evaluate(row->expression, row->expression_bytes, registers, NULL, view, address);
  if (!get_register(registers, row->base, address)) return false;
  *address += (uintptr_t)row->offset;
  return true;
}

/* What the caller has in one register; false where that is not known, or cannot be read. */
static bool recover(const struct register_rule *rule, uint64_t number, uintptr_t frame_address,
                    const struct registers *registers, struct view *view, uintptr_t *value) {
  uintptr_t at;
  switch (rule->how) {
    case RULE_SAME:
      if (number == REGISTER_STACK) {
        *value = frame_address;
        return true;
      }
      return get_register(registers, number, value);
    case RULE_UNDEFINED: return false;
    case RULE_SAVED: return read_word(view, frame_address + (uintptr_t)rule->offset, value);
    case RULE_VALUE: *value = frame_address + (uintptr_t)rule->offset; return true;
    case RULE_REGISTER: return get_register(registers, rule->other, value);
    case RULE_SAVED_EXPRESSION:
      return evaluate(rule->expression.start, rule->expression.bytes, registers, &frame_address, view, &at) &&
             read_word(view, at, value);
    case RULE_VALUE_EXPRESSION:
      return evaluate(rule->expression.start, rule->expression.bytes, registers, &frame_address, view, value);
  }
  return false;
}

static bool find_callers(const struct frame_row *row, const struct registers *registers, struct view *view,
                         struct registers *callers) {
  uintptr_t frame_address, value;
  if (!find_frame_address(row, registers, view, &frame_address)) return false;
  callers->known = 0;
  for (uint64_t number = 0; number < REGISTERS; number++) {
    if (recover(&row->rule[number], number, frame_address, registers, view, &value)) {
      set_register(callers, number, value);
    }
  }
  return true;
}

#if defined(__aarch64__)

/*
 * The kernel's code that a signal handler returns to has no unwind information on aarch64 (arch/arm64/kernel/vdso/
 * sigreturn.S), and is told by its two instructions. The handler's frame begins with a struct rt_sigframe
 * (arch/arm64/kernel/signal.c): siginfo, ucontext, and in it the interrupted registers, one after the other.
 */
bool is_signal_return(uintptr_t address) {
  const uint32_t number_to_x8 = 0xd2801168, system_call = 0xd4000001;
  const uint32_t *instruction = (const uint32_t *)address;
  const struct module *module = find_module(address);
  /* Where no module is known, both have to lie on the page that is readable. */
  bool are_readable = module == NULL ? address % 8 == 0 && is_readable(address) : module->end - address >= 8;
  return are_readable && address % 4 == 0 && instruction[0] == number_to_x8 && instruction[1] == system_call;
}

static bool find_interrupted(const struct registers *registers, struct view *view, struct registers *interrupted,
                             uintptr_t *address) {
  const uintptr_t first_register = 128 + 176 + 8, program_counter = first_register + 32 * sizeof(uintptr_t);
  uintptr_t stack_pointer, value;
  interrupted->known = 0;
  if (!get_register(registers, REGISTER_STACK, &stack_pointer)) return false;
  for (uint64_t number = 0; number < REGISTERS; number++) {
    if (!read_word(view, stack_pointer + first_register + number * sizeof value, &value)) return false;
    set_register(interrupted, number, value);
  }
  return read_word(view, stack_pointer + program_counter, address);
}

#else

bool is_signal_return(uintptr_t address) {
  (void)address;
  return false; /* libc describes it */
}

static bool find_interrupted(const struct registers *registers, struct view *view, struct registers *interrupted,
                             uintptr_t *address) {
  (void)registers, (void)view, (void)interrupted, (void)address;
  return false;
}

#endif

/* Where a frame goes on, and whether that is the next instruction to run, not one behind a call. */
struct position {
  uintptr_t address;
  bool is_exact;
};

/* Goes from a frame, whose registers are in space->registers, to its caller's; END_NOT_WALKED: it is not the last. */
static enum stack_end step_by_row(struct walk_space *space, struct view *view, struct position *position) {
  struct registers *registers = &space->registers;
  if (is_signal_return(position->address)) {
    if (!find_interrupted(registers, view, &space->callers, &position->address)) return END_UNREADABLE;
    position->is_exact = true;
  } else {
    enum row_found found = find_row(position->address - !position->is_exact, &space->rows);
    if (found == ROW_MISSING) return END_NO_UNWIND;
    if (found == ROW_STRANGE) return END_UNREADABLE;
    const struct frame_row *row = &space->rows.row;
    if (row->rule[REGISTER_RETURN].how == RULE_UNDEFINED) return END_OF_STACK;
    if (!find_callers(row, registers, view, &space->callers)) return END_UNREADABLE;
    if (!get_register(&space->callers, REGISTER_RETURN, &position->address)) return END_UNREADABLE;
    position->is_exact = row->is_signal_frame;
  }
  *registers = space->callers;
  position->address = without_signature(position->address);
  return position->address == 0 ? END_OF_STACK : END_NOT_WALKED;
}

static enum stack_end walk_rows(struct walk_space *space, struct view *view, struct walked *walked) {
  struct position position = {space->registers.value[REGISTER_RETURN], true};
  const struct module *own = find_module(position.address);
  for (;;) {
    enum stack_end end = step_by_row(space, view, &position);
    if (end != END_NOT_WALKED) return end;
    if (own != NULL && position.address >= own->start && position.address < own->end) continue; /* still the recorder */
    if (walked->returns == FRAMES_AT_MOST) return END_TOO_DEEP;
    space->frame[walked->returns++] = position.address;
    walked->hash = hash_with(walked->hash, position.address);
  }
}

__attribute__((noinline)) void walk_in_full(struct walk_start *start, struct walk_space *space, struct walked *walked) {
  *walked = (struct walked){.hash = hash_with(HASH_START, start->kind)};
  capture_registers(&space->registers);
  walked->end = walk_rows(space, &start->view, walked);
}
