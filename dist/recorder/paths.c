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
  paths->path[0] = (struct path){.hash = HASH_START, .next = &paths->path[0]};
  paths->used = 1;
  return paths;
}

void set_rule_of_path(struct path *path, rule_t rule) {
  path->rule = rule;
  bool is_simple = kind_of(rule) == RULE_FROM_STACK || kind_of(rule) == RULE_FROM_FRAME;
  uintptr_t returned = return_below(rule), saved = saved_frame_below(rule);
  path->from_frame = kind_of(rule) == RULE_FROM_FRAME;
  path->distance = (int32_t)distance_of(rule);
  path->return_place = -(int32_t)returned;
  path->pointer_place = -(int32_t)saved;
  path->context_place = -(int32_t)saved_context_below(rule);
  path->size = is_simple ? (uint32_t)(returned > saved ? returned : saved) : UINT32_MAX;
}

struct path *find_next_path(struct paths *paths, struct path *path, uintptr_t address, struct row_space *space) {
  uint64_t hash = hash_with(path->hash, address);
  uint32_t place = (uint32_t)(hash >> 40) % PATH_PLACES;
  while (paths->place[place] != 0) {
    struct path *found = &paths->path[paths->place[place]];
    if (found->hash == hash && found->address == address) return path->next = found;
    place = (place + 1) % PATH_PLACES;
  }
  paths->place[place] = (uint16_t)paths->used;
  struct path *fresh = &paths->path[paths->used++];
  *fresh = (struct path){.address = address, .next = &paths->path[0], .hash = hash};
  set_rule_of_path(fresh, find_rule(address, space));
  fresh->may_be_task = keeps_context(path->rule) || runs_task(fresh->rule);
  return path->next = fresh;
}
