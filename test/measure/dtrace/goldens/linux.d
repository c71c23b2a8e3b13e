#pragma D option quiet
#pragma D option destructive
BEGIN
{
  started = timestamp;
  taken = 0;
  @counts["malloc"] = sum(0);
  @counts["calloc"] = sum(0);
  @counts["posix_memalign_small"] = sum(0);
  @counts["posix_memalign_large"] = sum(0);
  @counts["realloc_null"] = sum(0);
  @counts["realloc_existing"] = sum(0);
  @counts["aligned_alloc_small"] = sum(0);
  @counts["aligned_alloc_large"] = sum(0);
  @counts["memalign_small"] = sum(0);
  @counts["memalign_large"] = sum(0);
  @counts["valloc"] = sum(0);
  @counts["pvalloc"] = sum(0);
}
pid$target:libc.so.6:malloc:entry { @counts["malloc"] = sum(1); @stacks["malloc", ustack(200)] = count(); }
pid$target:libc.so.6:calloc:entry { @counts["calloc"] = sum(1); @stacks["calloc", ustack(200)] = count(); }
pid$target:libc.so.6:posix_memalign:entry /arg1 <= 16/ { @counts["posix_memalign_small"] = sum(1); @stacks["posix_memalign_small", ustack(200)] = count(); }
pid$target:libc.so.6:posix_memalign:entry /arg1 > 16/ { @counts["posix_memalign_large"] = sum(1); @stacks["posix_memalign_large", ustack(200)] = count(); }
pid$target:libc.so.6:realloc:entry /arg0 == 0/ { @counts["realloc_null"] = sum(1); @stacks["realloc_null", ustack(200)] = count(); }
pid$target:libc.so.6:realloc:entry /arg0 != 0 && arg1 != 0/ { @counts["realloc_existing"] = sum(1); @stacks["realloc_existing", ustack(200)] = count(); }
pid$target:libc.so.6:aligned_alloc:entry /arg0 <= 16/ { @counts["aligned_alloc_small"] = sum(1); @stacks["aligned_alloc_small", ustack(200)] = count(); }
pid$target:libc.so.6:aligned_alloc:entry /arg0 > 16/ { @counts["aligned_alloc_large"] = sum(1); @stacks["aligned_alloc_large", ustack(200)] = count(); }
pid$target:libc.so.6:memalign:entry /arg0 <= 16/ { @counts["memalign_small"] = sum(1); @stacks["memalign_small", ustack(200)] = count(); }
pid$target:libc.so.6:memalign:entry /arg0 > 16/ { @counts["memalign_large"] = sum(1); @stacks["memalign_large", ustack(200)] = count(); }
pid$target:libc.so.6:valloc:entry { @counts["valloc"] = sum(1); @stacks["valloc", ustack(200)] = count(); }
pid$target:libc.so.6:pvalloc:entry { @counts["pvalloc"] = sum(1); @stacks["pvalloc", ustack(200)] = count(); }
pid$target:libc.so.6:_exit:entry { printf("exit %d\n", (int)arg0); raise(19); printf("ended 1 0\n"); exit(0); }
proc:::create /pid == $target && args[0]->pr_pid != $target/ { printf("child\n"); }
proc:::exec-success /pid == $target/ { printf("exec\n"); }
proc:::signal-handle /pid == $target/ { taken = args[0]; }
proc:::exit /pid == $target/ { printf("ended %d %d\n", (int)arg0, taken); exit(0); }
profile:::tick-100ms,profile:::profile-10hz /timestamp - started > 600000000000/ { printf("overdue\n"); exit(0); }
END
{
  printa("count %s %@d\n", @counts);
  printa("stack %s%k%@d\n", @stacks);
  printf("end\n");
}
