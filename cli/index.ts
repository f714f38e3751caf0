export { fillShop } from './fill-shop.ts';
export { openDoor, type Door } from './open-door.ts';
export { openShop, type Shop } from './open-shop.ts';
export { readConfiguration } from './configuration.ts';
export { loadSecrets } from './secrets.ts';
export { createPrinter } from './print.ts';
export { openScratchShop, type ScratchShop } from './scratch-shop.ts';
