// Loaded into a process before anything else: what depends on the time of day must not differ from one process to another.
const at = Number(process.env['FROZEN_AT']);
if (!Number.isSafeInteger(at)) throw new Error('FROZEN_AT: expected a time, Unix epoch in milliseconds.');
Date.now = () => at;
