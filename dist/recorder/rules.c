#include "rules.h"

#include "async-functions.h"
#include "frame-entries.h"
#include "memory.h"
#include "modules.h"
#include "stack-walk.h"
#include "swift-runtime.h"

static struct rule_table no_rules;
struct rule_table *kept_rules = &no_rules;

static const uint32_t first_places = 1u << 14;
static const uint32_t places_at_most = 1u << 22;

static struct rule_table *make_table(uint32_t places) {
  struct rule_table *table = map_private(sizeof *table + places * sizeof table->kept[0]);
  if (table != NULL) table->mask = places - 1;
  return table;
}

bool start_rules(void) {
  struct rule_table *table = make_table(first_places);
  if (table != NULL) kept_rules = table;
  return table != NULL;
}

/* Two threads that learn the same rule write the same word; where there is no place left, it is learnt again. */
static bool keep(struct rule_table *table, uintptr_t address, rule_t rule) {
  for (uint32_t place = place_of(address, table->mask);; place = (place + 1) & table->mask) {
    struct kept_rule *kept = &table->kept[place];
    uintptr_t holder = __atomic_load_n(&kept->address, __ATOMIC_RELAXED);
    if (holder == 0) {
      if (__atomic_load_n(&table->used, __ATOMIC_RELAXED) > table->mask / 4 * 3) return false;
      bool is_ours =
          __atomic_compare_exchange_n(&kept->address, &holder, address, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
      if (is_ours) {
        __atomic_fetch_add(&table->used, 1, __ATOMIC_RELAXED);
        holder = address;
      }
    }
    if (holder == address) {
      __atomic_store_n(&kept->rule, rule, __ATOMIC_RELAXED);
      return true;
    }
  }
}

/* A larger table takes the place of a full one, which stays: another thread may be reading it. */
static void grow(struct rule_table *full) {
  if (full->mask + 1 >= places_at_most) return;
  struct rule_table *larger = make_table((full->mask + 1) * 4);
  if (larger == NULL) return;
  for (uint32_t i = 0; i <= full->mask; i++) {
    struct kept_rule kept = full->kept[i];
    if (kept.address != 0 && kept.rule != 0) keep(larger, kept.address, kept.rule);
  }
  bool is_ours = __atomic_compare_exchange_n(&kept_rules, &full, larger, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED);
  if (!is_ours) unmap(larger, sizeof *larger + (larger->mask + 1) * sizeof larger->kept[0]);
}

void keep_rule(uintptr_t address, rule_t rule) {
  struct rule_table *table = __atomic_load_n(&kept_rules, __ATOMIC_ACQUIRE);
  if (!keep(table, address, rule)) grow(table);
}

/* A table that holds nothing takes the place of the one whose code may be gone. */
void forget_rules(void) {
  struct rule_table *fresh = make_table(__atomic_load_n(&kept_rules, __ATOMIC_ACQUIRE)->mask + 1);
  if (fresh != NULL) __atomic_store_n(&kept_rules, fresh, __ATOMIC_RELEASE);
}

/* What 14 bits hold. */
static const uint64_t words_at_most = 0x3fff;

/* An offset below the frame address in words of eight bytes; 0 where it is none or does not fit. */
static uint64_t words_below(const struct register_rule *rule) {
  if (rule->how != RULE_SAVED || rule->offset >= 0 || rule->offset % 8 != 0) return 0;
  uint64_t words = (uint64_t)-rule->offset / 8;
  return words > words_at_most ? 0 : words;
}

static bool is_simple(const struct register_rule *rule) {
  return rule->how == RULE_SAME || rule->how == RULE_UNDEFINED || words_below(rule) != 0;
}

/* The whole row in one word, or RULE_IN_FULL. */
static rule_t pack(const struct frame_row *row) {
  const struct register_rule *frame = &row->rule[REGISTER_FRAME], *caller = &row->rule[REGISTER_RETURN],
                             *context = &row->rule[REGISTER_CONTEXT];
  if (caller->how == RULE_UNDEFINED) return RULE_OUTERMOST;
  bool from_frame = row->base == REGISTER_FRAME;
  bool is_plain = !row->is_signal_frame && !row->is_expression && (from_frame || row->base == REGISTER_STACK) &&
                  words_below(caller) != 0 && is_simple(frame) && is_simple(context) && row->offset % 8 == 0 &&
                  row->offset >= 0 && (uint64_t)row->offset / 8 <= words_at_most;
  if (!is_plain) return RULE_IN_FULL;
  return (from_frame ? RULE_FROM_FRAME : RULE_FROM_STACK) | (uint64_t)row->offset / 8 << 8 | words_below(frame) << 22 |
         words_below(caller) << 36 | words_below(context) << 50;
}

/* The loader's only code without unwind information is where it starts a program. */
static rule_t rule_without_row(uintptr_t address) {
  if (is_in_loader(address)) return RULE_OUTERMOST;
  return is_signal_return(address) ? RULE_IN_FULL : RULE_MISSING;
}

rule_t learn_rule(uintptr_t address, struct row_space *space) {
  rule_t rule = RULE_STRANGE;
  switch (find_row(address - 1, space)) {
    case ROW_FOUND:
      rule = pack(&space->row);
      if (keeps_context_at_start(space->function_start, space->function_end)) rule |= RULE_KEEPS_CONTEXT;
      break;
    case ROW_MISSING: rule = rule_without_row(address); break;
    case ROW_STRANGE: break;
  }
  if (is_object_allocation(address)) rule |= RULE_ALLOCATES_OBJECT;
  if (is_making_of_task(address)) rule |= RULE_MAKES_TASK;
  if (is_behind_call_of_task(address)) rule |= RULE_RUNS_TASK;
  keep_rule(address, rule);
  return rule;
}

/* Kept under the address with its highest bit, which no return address has; as kinds of rules that mean yes and no. */
bool may_be_resumed(uintptr_t address) {
  const uintptr_t key = address | (uintptr_t)1 << 63;
  const rule_t yes = RULE_FROM_STACK, no = RULE_MISSING;
  const struct rule_table *table = __atomic_load_n(&kept_rules, __ATOMIC_ACQUIRE);
  for (uint32_t place = place_of(key, table->mask);; place = (place + 1) & table->mask) {
    uintptr_t holder = __atomic_load_n(&table->kept[place].address, __ATOMIC_RELAXED);
    if (holder == 0) break;
    if (holder != key) continue;
    rule_t rule = __atomic_load_n(&table->kept[place].rule, __ATOMIC_RELAXED);
    if (rule == 0) break;
    return rule == yes;
  }
  const struct module *module = find_module(address);
  bool is_start = module != NULL && (is_function_start(address) || keeps_context_at_start(address, module->end));
  keep_rule(key, is_start ? yes : no);
  return is_start;
}
