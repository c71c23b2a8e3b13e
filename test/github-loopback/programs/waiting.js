// Runs until it is told to stop: politely on SIGINT, unless `STUBBORN` is set.
process.on('SIGINT', () => {
  console.log('interrupted');
  if (!process.env.STUBBORN) process.exit(130);
});
setInterval(() => {}, 1000);
console.log('waiting');
