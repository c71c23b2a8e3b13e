#include "frame-entries.h"

#include "byte-cursor.h"
#include "modules.h"
#include "text.h"

/* Encodings of pointers (Linux Standard Base, "DWARF Exception Header Encoding"). */
enum encoding {
  ENCODING_ABSOLUTE = 0x00,
  ENCODING_UDATA4 = 0x03,
  ENCODING_SDATA4 = 0x0b,
  ENCODING_RELATIVE_TO_PLACE = 0x10,
  ENCODING_RELATIVE_TO_HEADER = 0x30,
  ENCODING_OMITTED = 0xff,
};

/* What linkers write: a count of four bytes, then pairs of four bytes relative to the header itself. */
struct table {
  uintptr_t header;
  const int32_t (*pair)[2];
  uint32_t count;
};

static bool find_table(const struct module *module, struct table *table) {
  uintptr_t header = module->frame_header;
  if (header < module->low || module->high - header < 12) return false;
  const uint8_t *bytes = (const uint8_t *)header;
  bool is_usual = bytes[0] == 1 && bytes[1] == (ENCODING_RELATIVE_TO_PLACE | ENCODING_SDATA4) &&
                  bytes[2] == ENCODING_UDATA4 && bytes[3] == (ENCODING_RELATIVE_TO_HEADER | ENCODING_SDATA4);
  if (!is_usual) return false;
  table->header = header;
  table->count = *(const uint32_t *)(header + 8);
  table->pair = (const int32_t(*)[2])(header + 12);
  return table->count <= (module->high - header - 12) / sizeof *table->pair;
}

/* The last pair that begins at or before the address; count where none does. */
static uint32_t find_pair(const struct table *table, uintptr_t address) {
  int64_t wanted = (int64_t)(address - table->header);
  uint32_t low = 0, high = table->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (table->pair[middle][0] <= wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low == 0 ? table->count : low - 1;
}

/* How many bytes a pointer in this encoding takes; 0 for one of a variable length. */
static unsigned encoded_bytes(uint8_t encoding) {
  switch (encoding & 0x07) {
    case 0:
    case 4: return 8;
    case 2: return 2;
    case 3: return 4;
    default: return 0;
  }
}

static bool read_pointer(struct cursor *cursor, uint8_t encoding, uintptr_t *pointer) {
  uintptr_t place = (uintptr_t)cursor->at;
  unsigned count = encoded_bytes(encoding);
  if (count == 0) return false;
  bool is_signed = (encoding & 0x08) != 0;
  uint64_t value = is_signed ? (uint64_t)read_signed_bytes(cursor, count) : read_bytes(cursor, count);
  uint8_t relation = encoding & 0x70;
  if (relation != ENCODING_ABSOLUTE && relation != ENCODING_RELATIVE_TO_PLACE) return false;
  *pointer = relation == ENCODING_ABSOLUTE ? value : value + place;
  return true;
}

/* An entry's content after its length; false for the 64-bit form, which nothing writes, and past the file's end. */
static bool open_entry(const struct module *module, uintptr_t address, struct cursor *content) {
  if (address < module->low || address >= module->high || module->high - address < 8) return false;
  uint32_t length = *(const uint32_t *)address;
  if (length == 0xffffffff || length > module->high - address - 4) return false;
  *content = (struct cursor){(const uint8_t *)address + 4, (const uint8_t *)address + 4 + length, false};
  return true;
}

struct common_information {
  uint8_t pointer_encoding;
  bool has_augmentation;
};

/* Reads the augmentation's letters, each with its data ("zPLR", "zRS"…). */
static bool read_augmentation(const char *letters, struct cursor data, struct frame_entry *entry,
                              struct common_information *common) {
  for (; *letters != '\0'; letters++) {
    uintptr_t ignored;
    switch (*letters) {
      case 'R': common->pointer_encoding = (uint8_t)read_bytes(&data, 1); break;
      case 'L': read_bytes(&data, 1); break;
      case 'P': {
        uint8_t encoding = (uint8_t)read_bytes(&data, 1);
        if (!read_pointer(&data, encoding & ~0x70u & 0xff, &ignored)) return false;
        break;
      }
      case 'S': entry->is_signal_frame = true; break;
      case 'B': break; /* aarch64: return addresses are signed with the second key */
      default: return false;
    }
  }
  return !data.overran;
}

static bool read_common(struct cursor content, struct frame_entry *entry, struct common_information *common) {
  *common = (struct common_information){ENCODING_ABSOLUTE, false};
  if (read_bytes(&content, 4) != 0) return false; /* a CIE has the id 0 */
  uint64_t version = read_bytes(&content, 1);
  if (version != 1 && version != 3) return false;
  const char *letters = (const char *)content.at;
  while (read_bytes(&content, 1) != 0) continue;
  entry->code_factor = read_uleb(&content);
  entry->data_factor = read_sleb(&content);
  entry->return_register = version == 1 ? read_bytes(&content, 1) : read_uleb(&content);
  entry->is_signal_frame = false;
  if (letters[0] == 'z') {
    common->has_augmentation = true;
    struct cursor data = read_block(&content);
    if (!read_augmentation(letters + 1, data, entry, common)) return false;
  } else if (letters[0] != '\0') {
    return false;
  }
  entry->common = content.at;
  entry->common_end = content.end;
  return !content.overran;
}

static bool read_entry(const struct module *module, uintptr_t at, struct frame_entry *entry) {
  struct cursor content, common_content;
  struct common_information common;
  if (!open_entry(module, at, &content)) return false;
  uintptr_t place = (uintptr_t)content.at;
  uint32_t distance = (uint32_t)read_bytes(&content, 4);
  if (distance == 0 || !open_entry(module, place - distance, &common_content)) return false;
  if (!read_common(common_content, entry, &common)) return false;
  uintptr_t bytes;
  if (!read_pointer(&content, common.pointer_encoding, &entry->start)) return false;
  if (!read_pointer(&content, common.pointer_encoding & 0x0f, &bytes)) return false;
  entry->end = entry->start + bytes;
  if (common.has_augmentation) read_block(&content);
  entry->instructions = content.at;
  entry->instructions_end = content.end;
  return !content.overran;
}

bool find_frame_entry(uintptr_t address, struct frame_entry *entry) {
  struct table table;
  const struct module *module = find_module(address);
  if (module == NULL || !find_table(module, &table)) return false;
  uint32_t pair = find_pair(&table, address);
  if (pair == table.count) return false;
  if (!read_entry(module, table.header + (uintptr_t)(intptr_t)table.pair[pair][1], entry)) return false;
  return address >= entry->start && address < entry->end;
}

bool find_gap(uintptr_t address, uintptr_t *start) {
  struct table table;
  struct frame_entry before;
  const struct module *module = find_module(address);
  if (module == NULL || !find_table(module, &table)) return false;
  *start = module->start;
  uint32_t pair = find_pair(&table, address);
  if (pair == table.count) return true;
  if (!read_entry(module, table.header + (uintptr_t)(intptr_t)table.pair[pair][1], &before)) return false;
  if (before.end > *start) *start = before.end;
  return address >= before.end;
}

bool is_function_start(uintptr_t address) {
  struct table table;
  const struct module *module = find_module(address);
  if (module == NULL || !find_table(module, &table)) return false;
  uint32_t pair = find_pair(&table, address);
  return pair != table.count && table.header + (uintptr_t)(intptr_t)table.pair[pair][0] == address;
}
