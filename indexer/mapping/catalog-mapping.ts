import { z } from 'zod';
import { AVAILABILITIES } from '../../stores/ports/product.ts';
import { skipRuleSchema } from './skip-rules.ts';

/** A column of the record; dots lead into nested objects where no column has that very name. */
const column = z.string().min(1);

/** Where a value comes from: a column, a column with a default for when it is empty, or a constant. */
export const sourceSchema = z.union([
  column,
  z.strictObject({ column, default: z.union([z.string(), z.number(), z.boolean()]).optional() }),
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) }),
]);

export const moneySchema = z.strictObject({
  column,
  /** `minor`: integers of cents; `major`: amounts as people write them, such as 1,299.00. */
  unit: z.enum(['minor', 'major']),
  /** Where each record has its own; the mapping's `currency` otherwise. */
  currency: sourceSchema.optional(),
});

/** What the importer needs to know of the file itself. */
export const fileFormatSchema = z.strictObject({
  delimiter: z.string().length(1).optional(),
  quote: z.union([z.string().length(1), z.literal(false)]).optional(),
});

const attributeKind = z.enum(['text', 'number', 'boolean']);

export const catalogMappingSchema = z.strictObject({
  format: fileFormatSchema.optional(),
  /** Rows that are no products, and so are left out at import. */
  skip: z.array(skipRuleSchema).optional(),
  /** `expected`: the file has several rows a product, such as one a sale; the first gives the product, the others are left out. */
  repeats: z.enum(['fault', 'expected']).default('fault'),
  /** ISO 4217 code of the shop's one currency. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected three capital letters').optional(),
  id: sourceSchema,
  title: sourceSchema,
  description: sourceSchema.optional(),
  brand: sourceSchema.optional(),
  url: sourceSchema.optional(),
  /** Root first. Several columns, a level each; or one column, split where a separator is given. */
  categoryPath: z
    .union([column, z.strictObject({ columns: z.array(sourceSchema).min(1) }), z.strictObject({ column, separator: z.string().min(1) })])
    .optional(),
  price: moneySchema.optional(),
  listPrice: moneySchema.optional(),
  availability: z
    .strictObject({ column, values: z.record(z.string(), z.enum(AVAILABILITIES)).optional(), default: z.enum(AVAILABILITIES).optional() })
    .optional(),
  rating: z.strictObject({ average: column, count: column.optional() }).optional(),
  /** Columns of one address or a list of them, best first. */
  images: z.array(column).optional(),
  gtins: z.array(column).optional(),
  groupId: sourceSchema.optional(),
  releasedAt: z
    .strictObject({ column, format: z.enum(['iso', 'epoch-ms', 'epoch-s', 'dd/mm/yyyy', 'mm/dd/yyyy', 'dd.mm.yyyy']).default('iso') })
    .optional(),
  attributes: z
    .strictObject({
      /** By column; the display name is made from the column where none is given. A separator splits one text into values. */
      columns: z
        .record(column, z.strictObject({ name: z.string().min(1).optional(), kind: attributeKind.default('text'), separator: z.string().min(1).optional() }))
        .optional(),
      /** Sparse keys: every column that begins so is an attribute of that kind, named by the rest of the key. */
      prefixes: z.record(z.string().min(1), attributeKind).optional(),
      /** What becomes of columns that nothing else names: attributes of this kind; left out where absent. */
      rest: attributeKind.optional(),
    })
    .optional(),
  /** For records without a category: the first rule whose words all stand in the title gives it. */
  categoryRules: z.array(z.strictObject({ titleWords: z.array(z.string().min(1)).min(1), path: z.array(z.string().min(1)).min(1) })).optional(),
});

/** Says which column of a record is what; docs/mapping.md explains it by example. */
export type CatalogMapping = z.infer<typeof catalogMappingSchema>;
export type ValueSource = z.infer<typeof sourceSchema>;
export type MoneySource = z.infer<typeof moneySchema>;
