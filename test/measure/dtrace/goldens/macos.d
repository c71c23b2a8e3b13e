#pragma D option quiet
BEGIN
{
  started = timestamp;
  taken = 0;
  @counts["malloc"] = sum(0);
  @counts["calloc"] = sum(0);
  @counts["realloc_null"] = sum(0);
  @counts["realloc_existing"] = sum(0);
  @counts["valloc"] = sum(0);
  @counts["aligned_alloc"] = sum(0);
  @counts["posix_memalign"] = sum(0);
  @counts["malloc_zone_malloc"] = sum(0);
  @counts["malloc_zone_calloc"] = sum(0);
  @counts["malloc_zone_realloc_null"] = sum(0);
  @counts["malloc_zone_realloc_existing"] = sum(0);
  @counts["malloc_zone_valloc"] = sum(0);
  @counts["malloc_zone_memalign"] = sum(0);
  @counts["malloc_type_malloc"] = sum(0);
  @counts["malloc_type_calloc"] = sum(0);
  @counts["malloc_type_realloc_null"] = sum(0);
  @counts["malloc_type_realloc_existing"] = sum(0);
  @counts["malloc_type_valloc"] = sum(0);
  @counts["malloc_type_aligned_alloc"] = sum(0);
  @counts["malloc_type_posix_memalign"] = sum(0);
  @counts["malloc_type_zone_malloc"] = sum(0);
  @counts["malloc_type_zone_calloc"] = sum(0);
  @counts["malloc_type_zone_realloc_null"] = sum(0);
  @counts["malloc_type_zone_realloc_existing"] = sum(0);
  @counts["malloc_type_zone_valloc"] = sum(0);
  @counts["malloc_type_zone_memalign"] = sum(0);
}
pid$target:libsystem_malloc.dylib:malloc:entry { @counts["malloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:calloc:entry { @counts["calloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:realloc:entry /arg0 == 0/ { @counts["realloc_null"] = sum(1); }
pid$target:libsystem_malloc.dylib:realloc:entry /arg0 != 0 && arg1 != 0/ { @counts["realloc_existing"] = sum(1); }
pid$target:libsystem_malloc.dylib:valloc:entry { @counts["valloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:aligned_alloc:entry { @counts["aligned_alloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:posix_memalign:entry { @counts["posix_memalign"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_zone_malloc:entry { @counts["malloc_zone_malloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_zone_calloc:entry { @counts["malloc_zone_calloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_zone_realloc:entry /arg1 == 0/ { @counts["malloc_zone_realloc_null"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_zone_realloc:entry /arg1 != 0 && arg2 != 0/ { @counts["malloc_zone_realloc_existing"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_zone_valloc:entry { @counts["malloc_zone_valloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_zone_memalign:entry { @counts["malloc_zone_memalign"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_malloc:entry { @counts["malloc_type_malloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_calloc:entry { @counts["malloc_type_calloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_realloc:entry /arg0 == 0/ { @counts["malloc_type_realloc_null"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_realloc:entry /arg0 != 0 && arg1 != 0/ { @counts["malloc_type_realloc_existing"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_valloc:entry { @counts["malloc_type_valloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_aligned_alloc:entry { @counts["malloc_type_aligned_alloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_posix_memalign:entry { @counts["malloc_type_posix_memalign"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_zone_malloc:entry { @counts["malloc_type_zone_malloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_zone_calloc:entry { @counts["malloc_type_zone_calloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_zone_realloc:entry /arg1 == 0/ { @counts["malloc_type_zone_realloc_null"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_zone_realloc:entry /arg1 != 0 && arg2 != 0/ { @counts["malloc_type_zone_realloc_existing"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_zone_valloc:entry { @counts["malloc_type_zone_valloc"] = sum(1); }
pid$target:libsystem_malloc.dylib:malloc_type_zone_memalign:entry { @counts["malloc_type_zone_memalign"] = sum(1); }
pid$target:libsystem_kernel.dylib:__exit:entry { printf("exit %d\n", (int)arg0); }
proc:::create /pid == $target && args[0]->pr_pid != $target/ { printf("child\n"); }
proc:::exec-success /pid == $target/ { printf("exec\n"); }
proc:::signal-handle /pid == $target/ { taken = args[0]; }
proc:::exit /pid == $target/ { printf("ended %d %d\n", (int)arg0, taken); exit(0); }
profile:::tick-100ms,profile:::profile-10hz /timestamp - started > 1000000000/ { printf("overdue\n"); exit(0); }
END
{
  printa("count %s %@d\n", @counts);
  printf("end\n");
}
