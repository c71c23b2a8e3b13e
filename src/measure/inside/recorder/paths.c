#include "paths.h"

#include "hash.h"
#include "memory.h"

struct paths *renew_paths(struct paths *paths) {
  uint32_t moment = __atomic_load_n(&moment_of_departure, __ATOMIC_ACQUIRE);
  if (paths == NULL) {
    paths = map_private(sizeof *paths);
    if (paths == NULL) return NULL;
  } else {
    for (uint32_t i = 0; i < PATH_PLACES; i++) paths->place[i] = 0;
  }
  paths->moment = moment;
  for (enum kind kind = 0; kind < KINDS; kind++) {
    struct path *empty = &paths->path[kind];
    *empty = (struct path){.hash = hash_with(HASH_START, kind), .next = empty, .then = empty};
  }
  paths->used = KINDS;
  return paths;
}

void set_rule_of_path(struct path *path, rule_t rule) {
  bool is_simple = kind_of(rule) == RULE_FROM_STACK || kind_of(rule) == RULE_FROM_FRAME;
  uintptr_t returned = return_below(rule), saved = saved_frame_below(rule);
  path->from_frame = kind_of(rule) == RULE_FROM_FRAME;
  path->is_outermost = kind_of(rule) == RULE_OUTERMOST;
  path->keeps_context = keeps_context(rule);
  path->distance = (int32_t)distance_of(rule);
  path->return_place = -(int32_t)returned;
  path->pointer_place = -(int32_t)saved;
  path->context_place = -(int32_t)saved_context_below(rule);
  path->size = is_simple ? (int32_t)(returned > saved ? returned : saved) : INT32_MAX;
}

/* Begins the path that goes on to an address. */
static struct path *begin_path(struct paths *paths, struct path *path, uintptr_t address, uint64_t hash,
                               struct row_space *space) {
  struct path *fresh = &paths->path[paths->used++], *last = path->next;
  rule_t rule = find_rule(address, space);
  *fresh = (struct path){.address = address, .hash = hash, .next = &paths->path[0], .then = fresh};
  set_rule_of_path(fresh, rule);
  fresh->may_be_task = path->keeps_context || runs_task(rule);
  if (last->address != 0) {
    fresh->then = last->then;
    last->then = fresh;
  }
  return fresh;
}

struct path *find_next_path(struct paths *paths, struct path *path, uintptr_t address, struct row_space *space) {
  uint64_t hash = hash_with(path->hash, address);
  uint32_t place = (uint32_t)(hash >> 40) % PATH_PLACES;
  for (; paths->place[place] != 0; place = (place + 1) % PATH_PLACES) {
    struct path *found = &paths->path[paths->place[place]];
    if (found->hash == hash && found->address == address) return path->next = found;
  }
  paths->place[place] = (uint16_t)paths->used;
  return path->next = begin_path(paths, path, address, hash, space);
}
