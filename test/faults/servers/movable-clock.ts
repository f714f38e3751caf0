/*
 * Loaded into a process before all else (`node --import`), makes its clock one that can be set: CLOCK names a file with an
 * offset in milliseconds, which is read now and at each SIGUSR2.
 */
import { readFileSync } from 'node:fs';

const RealDate = Date;
let offsetMs = 0;
const setClock = (): void => {
  offsetMs = Number(readFileSync(process.env['CLOCK']!, 'utf8'));
};
const now = (): number => RealDate.now() + offsetMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
});
setClock();
process.on('SIGUSR2', setClock);
