export { importCatalog } from './import-catalog.ts';
export { formatProgress, formatSummary } from './format-import.ts';
export { quarantinedOfFile, rowQuarantineId } from './row-quarantine.ts';
export type { BadRow, ImportOptions, ImportProgress, ImportSummary, RowFault } from './import-types.ts';
