#include "swift-runtime.h"

#include "functions-by-name.h"
#include "modules.h"
#include "text.h"

static struct function allocation;
static uintptr_t current_task;

static void note_function(const char *name, struct function function) {
  if (same_text(name, "swift_allocObject")) allocation = function;
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
    current_task = find_function("swift_task_getCurrent").start;
  } else if (!has_read_program) {
    has_read_program = true;
    each_function_of_program(note_function);
  }
}

bool is_object_allocation(uintptr_t return_address) { return return_address - allocation.start - 1 < allocation.bytes; }

/* The beginning of a task (swift/ABI/Task.h, AsyncTask and Job). */
struct task {
  void *object[2], *scheduler[2];
  uint32_t flags; /* the kind of job in the lowest byte, 0 for a task */
};

bool runs_child_task(void) {
  const uint32_t is_child = 1 << 24; /* swift/ABI/MetadataValues.h, JobFlags */
  const struct task *task = current_task == 0 ? NULL : ((const struct task *(*)(void))current_task)();
  return task != NULL && (task->flags & 0xff) == 0 && (task->flags & is_child) != 0;
}
