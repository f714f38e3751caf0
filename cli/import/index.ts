export { importEvents } from './events/import-events.ts';
export type { EventRowFault, EventsImportOptions, EventsSummary } from './events/events-import-types.ts';
export { importCatalog } from './import-catalog.ts';
export { readImportMapping } from './import-mapping.ts';
export { formatEventsSummary, formatProgress, formatSummary } from './format-import.ts';
export { quarantinedOfFile, rowQuarantineId } from './row-quarantine.ts';
export type { BadRow, ImportOptions, ImportProgress, ImportSummary, RowFault } from './import-types.ts';
