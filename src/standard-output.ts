/** On stdio only JSON-RPC may reach standard output: whatever a dependency logs goes to stderr. Imported first. */
console.log = console.error;
console.info = console.error;
console.debug = console.error;
