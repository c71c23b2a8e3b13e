#include "undescribed-code.h"

#include "async-functions.h"
#include "frame-entries.h"
#include "modules.h"

#if defined(__x86_64__)

/* What a function's first instructions put on the stack, in words below the return address. */
struct beginning {
  uint32_t words;         /* in all */
  uint32_t frame_saved;   /* the frame pointer is this far below the frame address; 0: it is not saved */
  uint32_t context_saved; /* so is the register of async contexts */
  bool has_frame;         /* the frame pointer points to its saved value */
};

static bool is_at(const uint8_t *at, const uint8_t *end, const char *bytes, unsigned count) {
  if ((uintptr_t)(end - at) < count) return false;
  for (unsigned i = 0; i < count; i++) {
    if (at[i] != (uint8_t)bytes[i]) return false;
  }
  return true;
}

static void note_push(struct beginning *found, unsigned pushed) {
  found->words++;
  uint32_t below = (found->words + 1) * 8;
  if (pushed == 5) found->frame_saved = below;
  if (pushed == 14) found->context_saved = below;
}

/* The length of an instruction with which a function makes its frame; 0 for any other. */
static unsigned read_instruction(const uint8_t *at, const uint8_t *end, struct beginning *found) {
  bool is_high = at < end && *at == 0x41;
  const uint8_t *push = at + is_high;
  if (push < end && (*push & 0xf8) == 0x50) {
    note_push(found, (*push & 7u) + 8u * is_high);
    return 1 + is_high;
  }
  if (is_at(at, end, "\xf3\x0f\x1e\xfa", 4)) return 4; /* endbr64 */
  if (is_at(at, end, "\x48\x89\xe5", 3)) {             /* mov %rsp, %rbp */
    found->has_frame = found->words == 1 && found->frame_saved != 0;
    return 3;
  }
  if (is_at(at, end, "\x48\x8d\x6c\x24\x08", 5)) { /* lea 8(%rsp), %rbp */
    found->has_frame = found->words == 2 && found->frame_saved == 16;
    return 5;
  }
  if (is_at(at, end, "\x48\x83\xec", 3) && end - at >= 4) { /* sub $small, %rsp */
    found->words += at[3] / 8;
    return 4;
  }
  if (is_at(at, end, "\x48\x81\xec", 3) && end - at >= 7) { /* sub $large, %rsp */
    found->words += (at[3] | (uint32_t)at[4] << 8 | (uint32_t)at[5] << 16 | (uint32_t)at[6] << 24) / 8;
    return 7;
  }
  return 0;
}

static struct beginning read_beginning(uintptr_t start, uintptr_t address) {
  struct beginning found = {0};
  const uint8_t *at = (const uint8_t *)start, *end = (const uint8_t *)address;
  for (unsigned length; (length = read_instruction(at, end, &found)) != 0;) at += length;
  return found;
}

/* How a return address came to be: by `call function`, whose target it tells, or by another call. */
enum call { CALL_NONE, CALL_DIRECT, CALL_INDIRECT };

static enum call call_before(uintptr_t address, uintptr_t *target) {
  const struct module *module = find_module(address - 1);
  if (module == NULL || address - module->start < 8) return CALL_NONE;
  const uint8_t *end = (const uint8_t *)address;
  if (end[-5] == 0xe8) {
    int32_t distance = (int32_t)(end[-4] | (uint32_t)end[-3] << 8 | (uint32_t)end[-2] << 16 | (uint32_t)end[-1] << 24);
    *target = address + (uintptr_t)(intptr_t)distance;
    return CALL_DIRECT;
  }
  /* call *register, *(register), *small(register), *large(register or %rip) */
  bool is_indirect = (end[-2] == 0xff && ((end[-1] & 0xf8) == 0xd0 || (end[-1] & 0xf8) == 0x10)) ||
                     (end[-3] == 0xff && (end[-2] & 0xf8) == 0x50) ||
                     (end[-6] == 0xff && ((end[-5] & 0xf8) == 0x90 || end[-5] == 0x15));
  return is_indirect ? CALL_INDIRECT : CALL_NONE;
}

/* The rule that a function's beginning makes, if the frame is where the stack has the return address. */
static rule_t rule_of_beginning(uintptr_t start, const struct beginning *found, uintptr_t return_place,
                                uintptr_t stack_pointer, uintptr_t frame_pointer) {
  const uint64_t words_at_most = 0x3fff;
  rule_t rule = (uint64_t)found->frame_saved / 8 << 22 | (uint64_t)1 << 36 | (uint64_t)found->context_saved / 8 << 50;
  if (keeps_context_at_start(start, start + 16)) rule |= RULE_KEEPS_CONTEXT;
  if (found->has_frame) {
    return return_place == frame_pointer + 8 ? rule | RULE_FROM_FRAME | (uint64_t)2 << 8 : RULE_MISSING;
  }
  bool is_there = return_place == stack_pointer + (uintptr_t)found->words * 8 && found->words + 1 <= words_at_most;
  return is_there ? rule | RULE_FROM_STACK | (uint64_t)(found->words + 1) << 8 : RULE_MISSING;
}

/* Where a function that does without a frame on its short way makes one: `push %rbp`, `mov %rsp, %rbp`. */
static uintptr_t find_late_frame(uintptr_t start, uintptr_t address) {
  const uintptr_t longest = 4096;
  const uint8_t *end = (const uint8_t *)address;
  for (uintptr_t at = start; at < address && at - start < longest; at++) {
    if (is_at((const uint8_t *)at, end, "\x55\x48\x89\xe5", 4)) return at;
  }
  return 0;
}

/* A call that names a function in the same stretch of undescribed code, and a frame of just its size: no doubt. */
static rule_t read_by_call(uintptr_t address, uintptr_t gap, uintptr_t stack_pointer, uintptr_t frame_pointer,
                           struct view *view) {
  const unsigned words_to_search = 64;
  for (unsigned i = 0; i < words_to_search; i++) {
    uintptr_t place = stack_pointer + i * sizeof place, word, target;
    if (!read_word(view, place, &word)) break;
    if (call_before(word, &target) != CALL_DIRECT || target < gap || target >= address) continue;
    struct beginning found = read_beginning(target, address);
    rule_t rule = rule_of_beginning(target, &found, place, stack_pointer, frame_pointer);
    uintptr_t late = kind_of(rule) == RULE_MISSING ? find_late_frame(target, address) : 0;
    if (late != 0) {
      found = read_beginning(late, address);
      rule = rule_of_beginning(late, &found, place, stack_pointer, frame_pointer);
    }
    if (kind_of(rule) != RULE_MISSING) return rule;
  }
  return RULE_MISSING;
}

/* Functions are aligned, and what is before one ends: a return, a jump, padding. */
static bool may_start(uintptr_t address, uintptr_t gap) {
  if (address == gap) return true;
  const uint8_t *before = (const uint8_t *)address;
  return before[-1] == 0xc3 || before[-1] == 0xcc || before[-1] == 0x90 || before[-1] == 0x00 ||
         (address - gap > 5 && before[-5] == 0xe9);
}

/* Called through a pointer or another library: the nearest beginning before the address, if a call is where it says. */
static rule_t read_by_beginning(uintptr_t address, uintptr_t gap, uintptr_t stack_pointer, uintptr_t frame_pointer,
                                struct view *view) {
  const uintptr_t alignment = 16, longest = 4096;
  for (uintptr_t start = (address - 1) / alignment * alignment; start >= gap && address - start < longest;
       start -= alignment) {
    struct beginning found = read_beginning(start, address);
    if (found.words == 0 || !may_start(start, gap)) continue;
    uintptr_t place = found.has_frame ? frame_pointer + 8 : stack_pointer + (uintptr_t)found.words * 8, word, target;
    if (place < stack_pointer || !read_word(view, place, &word)) return RULE_MISSING;
    enum call call = call_before(word, &target);
    bool is_elsewhere = call == CALL_DIRECT && (target < gap || target > address);
    if (call != CALL_INDIRECT && !is_elsewhere) return RULE_MISSING;
    return rule_of_beginning(start, &found, place, stack_pointer, frame_pointer);
  }
  return RULE_MISSING;
}

rule_t read_undescribed(uintptr_t address, uintptr_t stack_pointer, uintptr_t frame_pointer, struct view *view) {
  uintptr_t gap;
  if (!find_gap(address - 1, &gap)) return RULE_MISSING;
  rule_t rule = read_by_call(address, gap, stack_pointer, frame_pointer, view);
  return kind_of(rule) != RULE_MISSING ? rule : read_by_beginning(address, gap, stack_pointer, frame_pointer, view);
}

#else

/* Not read yet on aarch64: the stack ends there, and says so. */
rule_t read_undescribed(uintptr_t address, uintptr_t stack_pointer, uintptr_t frame_pointer, struct view *view) {
  (void)address, (void)stack_pointer, (void)frame_pointer, (void)view;
  return RULE_MISSING;
}

#endif
