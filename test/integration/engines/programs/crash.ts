// A probe whose library crashes.
process.kill(process.pid, 'SIGSEGV');
setInterval(() => {}, 1000);
