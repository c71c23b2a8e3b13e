/*
 * What the recorder for macOS takes from Apple's headers, declared by us from Apple's documentation, so that a compiler
 * can say without a Mac whether it is C. Each name must be in libSystem.tbd, too.
 */
#include <stddef.h>
#include <stdint.h>

#define PATH_MAX 1024

typedef long long off_t;
typedef int pid_t;
typedef unsigned short mode_t;

/* errno.h, fcntl.h, unistd.h, sched.h */
int *__error(void);
#define errno (*__error())
#define EEXIST 17
#define O_RDWR 0x2
#define O_NOFOLLOW 0x100
#define O_CREAT 0x200
#define O_EXCL 0x800
#define O_CLOEXEC 0x1000000
int open(const char *path, int flags, ...);
int close(int file);
int ftruncate(int file, off_t length);
pid_t getpid(void);
pid_t getppid(void);
int sched_yield(void);

/* unistd.h, spawn.h */
typedef void *posix_spawn_file_actions_t, *posix_spawnattr_t;
int execve(const char *path, char *const arguments[], char *const environment[]);
int posix_spawn(pid_t *child, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]);
int posix_spawnp(pid_t *child, const char *name, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]);

/* sys/mman.h, sys/resource.h */
#define PROT_READ 1
#define PROT_WRITE 2
#define MAP_SHARED 0x1
#define MAP_PRIVATE 0x2
#define MAP_FIXED 0x10
#define MAP_NORESERVE 0x40
#define MAP_ANON 0x1000
#define MAP_FAILED ((void *)-1)
void *mmap(void *address, size_t length, int protection, int flags, int file, off_t offset);
int munmap(void *address, size_t length);
#define RLIMIT_FSIZE 1
struct rlimit {
  uint64_t rlim_cur, rlim_max;
};
int getrlimit(int resource, struct rlimit *limit);

/* pthread.h */
typedef struct _opaque_pthread_t *pthread_t;
typedef unsigned long pthread_key_t;
pthread_t pthread_self(void);
int pthread_key_create(pthread_key_t *key, void (*destructor)(void *));
void *pthread_getspecific(pthread_key_t key);
int pthread_setspecific(pthread_key_t key, const void *value);
int pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void));
unsigned pthread_mach_thread_np(pthread_t thread);
void *pthread_get_stackaddr_np(pthread_t thread);

/* mach/mach.h, mach/mach_vm.h */
typedef int kern_return_t;
typedef unsigned mach_port_t, mach_port_type_t;
typedef uint64_t mach_vm_address_t, mach_vm_size_t;
#define KERN_SUCCESS 0
#define MACH_PORT_TYPE_SEND (1u << 16)
extern mach_port_t mach_task_self_;
#define mach_task_self() mach_task_self_
kern_return_t mach_port_type(mach_port_t task, mach_port_t name, mach_port_type_t *type);
kern_return_t mach_vm_read_overwrite(mach_port_t task, mach_vm_address_t from, mach_vm_size_t size,
                                     mach_vm_address_t to, mach_vm_size_t *copied);

/* mach-o/loader.h, mach-o/dyld.h, dlfcn.h, crt_externs.h */
#define SEG_TEXT "__TEXT"
#define LC_SEGMENT_64 0x19
#define LC_UUID 0x1b
struct mach_header {
  uint32_t magic, cputype, cpusubtype, filetype, ncmds, sizeofcmds, flags;
};
struct mach_header_64 {
  uint32_t magic, cputype, cpusubtype, filetype, ncmds, sizeofcmds, flags, reserved;
};
struct load_command {
  uint32_t cmd, cmdsize;
};
struct segment_command_64 {
  uint32_t cmd, cmdsize;
  char segname[16];
  uint64_t vmaddr, vmsize, fileoff, filesize;
  int32_t maxprot, initprot;
  uint32_t nsects, flags;
};
struct uuid_command {
  uint32_t cmd, cmdsize;
  uint8_t uuid[16];
};
uint32_t _dyld_image_count(void);
const struct mach_header *_dyld_get_image_header(uint32_t index);
intptr_t _dyld_get_image_vmaddr_slide(uint32_t index);
void _dyld_register_func_for_add_image(void (*added)(const struct mach_header *header, intptr_t slide));
void _dyld_register_func_for_remove_image(void (*removed)(const struct mach_header *header, intptr_t slide));
typedef struct dl_info {
  const char *dli_fname;
  void *dli_fbase;
  const char *dli_sname;
  void *dli_saddr;
} Dl_info;
int dladdr(const void *address, Dl_info *info);
char ***_NSGetEnviron(void);

/* stdlib.h, malloc/malloc.h, malloc/_malloc_type.h */
typedef struct _malloc_zone_t malloc_zone_t;
typedef unsigned long long malloc_type_id_t;
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void *valloc(size_t size);
void free(void *block);
int posix_memalign(void **block, size_t alignment, size_t size);
void *aligned_alloc(size_t alignment, size_t size);
void *malloc_zone_malloc(malloc_zone_t *zone, size_t size);
void *malloc_zone_calloc(malloc_zone_t *zone, size_t count, size_t size);
void *malloc_zone_realloc(malloc_zone_t *zone, void *block, size_t size);
void *malloc_zone_valloc(malloc_zone_t *zone, size_t size);
void malloc_zone_free(malloc_zone_t *zone, void *block);
void *malloc_zone_memalign(malloc_zone_t *zone, size_t alignment, size_t size);
void *malloc_type_malloc(size_t size, malloc_type_id_t type);
void *malloc_type_calloc(size_t count, size_t size, malloc_type_id_t type);
void *malloc_type_realloc(void *block, size_t size, malloc_type_id_t type);
void *malloc_type_valloc(size_t size, malloc_type_id_t type);
void malloc_type_free(void *block, malloc_type_id_t type);
int malloc_type_posix_memalign(void **block, size_t alignment, size_t size, malloc_type_id_t type);
void *malloc_type_aligned_alloc(size_t alignment, size_t size, malloc_type_id_t type);
void *malloc_type_zone_malloc(malloc_zone_t *zone, size_t size, malloc_type_id_t type);
void *malloc_type_zone_calloc(malloc_zone_t *zone, size_t count, size_t size, malloc_type_id_t type);
void *malloc_type_zone_realloc(malloc_zone_t *zone, void *block, size_t size, malloc_type_id_t type);
void *malloc_type_zone_valloc(malloc_zone_t *zone, size_t size, malloc_type_id_t type);
void malloc_type_zone_free(malloc_zone_t *zone, void *block, malloc_type_id_t type);
void *malloc_type_zone_memalign(malloc_zone_t *zone, size_t alignment, size_t size, malloc_type_id_t type);
