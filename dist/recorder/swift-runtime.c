#include "swift-runtime.h"

#include "functions-by-name.h"
#include "modules.h"
#include "text.h"

static struct function allocation, making_of_task;
static uintptr_t current_task;

static void note_function(const char *name, struct function function) {
  if (same_text(name, "swift_allocObject")) allocation = function;
  if (same_text(name, "swift_task_create_common")) making_of_task = function;
  if (same_text(name, "swift_task_getCurrent")) current_task = function.start;
}

static bool is_in_library(uintptr_t address) {
  const struct module *module = find_module(address);
  return module != NULL && !module->is_program;
}

void find_swift_runtime(void) {
  static bool has_read_program;
  struct function exported = find_function("swift_allocObject");
  if (is_in_library(exported.start)) {
    allocation = exported;
    making_of_task = find_function("swift_task_create_common");
    current_task = find_function("swift_task_getCurrent").start;
  } else if (!has_read_program) {
    has_read_program = true;
    each_function_of_program(note_function);
  }
}

/* Whether a return address is in a function: behind its first byte, or behind its last. */
static bool is_in(struct function function, uintptr_t return_address) {
  return return_address - function.start - 1 < function.bytes;
}

bool is_object_allocation(uintptr_t return_address) { return is_in(allocation, return_address); }

bool is_making_of_task(uintptr_t return_address) { return is_in(making_of_task, return_address); }

uintptr_t running_task(void) { return current_task == 0 ? 0 : ((uintptr_t (*)(void))current_task)(); }
