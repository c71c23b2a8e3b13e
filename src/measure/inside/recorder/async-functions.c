#include "async-functions.h"

#include <stddef.h>

#include "modules.h"

/* Of a task: the function that goes on, and its context (swift/ABI/Task.h, Job::ResumeTask, AsyncTask::ResumeContext).
 */
enum { PLACE_OF_FUNCTION = 0x38, PLACE_OF_CONTEXT = 0x40 };

#if defined(__x86_64__)

/* LLVM's X86FrameLowering writes nothing else for a function with an async context, and nothing else looks like it. */
static const uint8_t beginning[] = {
    0x55,                         /* push %rbp */
    0x41, 0x56,                   /* push %r14, which has the context */
    0x48, 0x8d, 0x6c, 0x24, 0x08, /* lea 8(%rsp), %rbp */
};
static const uint8_t branch_target[] = {0xf3, 0x0f, 0x1e, 0xfa}; /* endbr64 */

static bool begins_with(uintptr_t at, uintptr_t end, const uint8_t *bytes, unsigned count) {
  if (end - at < count) return false;
  for (unsigned i = 0; i < count; i++) {
    if (((const uint8_t *)at)[i] != bytes[i]) return false;
  }
  return true;
}

bool keeps_context_at_start(uintptr_t start, uintptr_t end) {
  if (begins_with(start, end, branch_target, sizeof branch_target)) start += sizeof branch_target;
  return begins_with(start, end, beginning, sizeof beginning);
}

/* `mov 0x40(task), %r14` and `call *0x38(task)`, whichever register has the task. */
bool is_behind_call_of_task(uintptr_t return_address) {
  const struct module *module = find_module(return_address - 1);
  const uintptr_t longest = 8;
  if (module == NULL || return_address - module->start < longest) return false;
  const uint8_t *end = (const uint8_t *)return_address;
  unsigned task = end[-2] & 7u;
  bool is_call = end[-1] == PLACE_OF_FUNCTION && (end[-2] & 0xf8) == 0x50 && end[-3] == 0xff;
  bool is_high = is_call && end[-4] == 0x41; /* the task is in r8 to r15 */
  const uint8_t *load = end - (is_high ? 8 : 7);
  return is_call && load[0] == (is_high ? 0x4d : 0x4c) && load[1] == 0x8b && load[2] == (0x70 | task) &&
         load[3] == PLACE_OF_CONTEXT;
}

#else

/* `str x22, [sp, #n - 8]` and `add x29, sp, #n`: AArch64FrameLowering puts the context (x22) below the frame record. */
bool keeps_context_at_start(uintptr_t start, uintptr_t end) {
  const uint32_t operands = 0xfff << 10, store = 0xf90003f6, frame = 0x910003fd;
  const unsigned instructions_at_most = 16;
  const uint32_t *instruction = (const uint32_t *)start;
  uint32_t stored_at = UINT32_MAX, framed_at = UINT32_MAX - 1;
  for (unsigned i = 0; i < instructions_at_most && start + 4 * (i + 1) <= end; i++) {
    uint32_t operand = (instruction[i] & operands) >> 10;
    if ((instruction[i] & ~operands) == store) stored_at = operand * 8 + 8;
    if ((instruction[i] & ~operands) == frame) framed_at = operand;
  }
  return stored_at == framed_at;
}

/* `ldr x22, [task, #0x40]` and `ldr xN, [task, #0x38]` in any order, or one `ldp xN, x22`, shortly before `blr xN`. */
bool is_behind_call_of_task(uintptr_t return_address) {
  const struct module *module = find_module(return_address - 1);
  const uint32_t *call = (const uint32_t *)return_address - 1;
  const int instructions_at_most = 6;
  if (module == NULL || return_address - module->start < 4 * (uintptr_t)(instructions_at_most + 1)) return false;
  if ((*call & 0xfffffc1f) != 0xd63f0000) return false;
  uint32_t function = *call >> 5 & 31, context_from = 32, function_from = 33;
  for (int i = 1; i <= instructions_at_most; i++) {
    uint32_t instruction = call[-i], from = instruction >> 5 & 31, to = instruction & 31,
             second = instruction >> 10 & 31;
    bool is_load = (instruction & 0xffc00000) == 0xf9400000, is_pair = (instruction & 0xffc00000) == 0xa9400000;
    uint32_t place = (instruction >> 10 & 0xfff) * 8;
    if (is_load && to == 22 && place == PLACE_OF_CONTEXT) context_from = from;
    if (is_load && to == function && place == PLACE_OF_FUNCTION) function_from = from;
    if (is_pair && to == function && second == 22 && (instruction >> 15 & 0x7f) * 8 == PLACE_OF_FUNCTION) return true;
  }
  return context_from == function_from;
}

#endif
