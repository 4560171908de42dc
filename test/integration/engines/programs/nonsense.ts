// A probe that says something else.
process.stdout.write('{"version": 7}\n');
