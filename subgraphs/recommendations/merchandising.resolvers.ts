import { toRuleInput } from '../../discovery/index.ts';
import { ruleId, synonymId } from '../../schema/ids.ts';
import type { AuditEntry as AuditEntryParent } from '../../stores/ports/audit-log.ts';
import type { EditAction } from '../../stores/ports/versioned-store.ts';
import type { AuditEntryResolvers, MutationResolvers, QueryResolvers, SynonymResolvers } from '../generated/recommendations.ts';
import { checkFirst } from '../shared/check-first.ts';
import { pageInfo } from '../shared/page-info.ts';
import { requireRole } from '../shared/require-role.ts';
import type { RecommendationsContext } from './recommendations-context.ts';

export const merchandisingQueries = {
  rule: (_root, { id }, context) => {
    requireRole(context.identity, 'MERCHANDISER', 'rule');
    return context.merchandising.rule(ruleId(id), context.signal);
  },

  rules: async (_root, { status, query, productId, first, after }, context) => {
    requireRole(context.identity, 'MERCHANDISER', 'rules');
    const request = { status: status ?? null, query: query ?? null, productId: productId ?? null, first: checkFirst(first), after: after ?? null };
    return toConnection(await context.merchandising.rules(request, context.signal), request.after);
  },

  synonyms: async (_root, { first, after }, context) => {
    requireRole(context.identity, 'MERCHANDISER', 'synonyms');
    return toConnection(await context.merchandising.synonyms(checkFirst(first), after ?? null, context.signal), after ?? null);
  },

  auditLog: async (_root, { subjectId, first, after }, context) => {
    requireRole(context.identity, 'MERCHANDISER', 'auditLog');
    const page = await context.merchandising.auditLog(subjectId ?? null, checkFirst(first), after ?? null, context.signal);
    return toConnection({ ...page, items: page.entries, totalCount: 0 }, after ?? null);
  },
} satisfies QueryResolvers;

export const merchandisingMutations = {
  createRule: async (_root, { input }, context) => {
    const by = editor(context, 'createRule');
    const { value, userErrors } = await context.merchandising.createRule(input, by, context.signal);
    return { rule: value, userErrors };
  },

  updateRule: async (_root, { id, ifVersion, input }, context) => {
    const by = editor(context, 'updateRule');
    const { value, userErrors } = await context.merchandising.updateRule(ruleId(id), input, { by, ifVersion }, context.signal);
    return { rule: value, userErrors };
  },

  setRuleStatus: async (_root, { id, ifVersion, status }, context) => {
    const by = editor(context, 'setRuleStatus');
    const { value, userErrors } = await context.merchandising.setRuleStatus(ruleId(id), status, { by, ifVersion }, context.signal);
    return { rule: value, userErrors };
  },

  revertRule: async (_root, { id, ifVersion, toVersion }, context) => {
    const by = editor(context, 'revertRule');
    const { value, userErrors } = await context.merchandising.revertRule(ruleId(id), toVersion, { by, ifVersion }, context.signal);
    return { rule: value, userErrors };
  },

  deleteRule: async (_root, { id, ifVersion }, context) => {
    const by = editor(context, 'deleteRule');
    await context.merchandising.deleteRule(ruleId(id), { by, ifVersion }, context.signal);
    return { deletedId: id, userErrors: [] };
  },

  setSynonyms: async (_root, { input }, context) => {
    const by = editor(context, 'setSynonyms');
    const { value, userErrors } = await context.merchandising.setSynonyms(input, by, context.signal);
    return { synonym: value, userErrors };
  },

  deleteSynonyms: async (_root, { id, ifVersion }, context) => {
    const by = editor(context, 'deleteSynonyms');
    await context.merchandising.deleteSynonyms(synonymId(id), { by, ifVersion }, context.signal);
    return { deletedId: id, userErrors: [] };
  },
} satisfies MutationResolvers;

export const Synonym = {
  kind: ({ content }) => content.kind,
  terms: ({ content }) => content.terms,
  expandsTo: ({ content }) => content.expandsTo,
  locale: ({ content }) => content.locale,
} satisfies SynonymResolvers;

/** The mutation that made the change. */
const ACTIONS: Readonly<Record<AuditEntryParent['subject'], Readonly<Record<EditAction, string>>>> = {
  RULE: { CREATE: 'createRule', UPDATE: 'updateRule', SET_STATUS: 'setRuleStatus', REVERT: 'revertRule', DELETE: 'deleteRule' },
  SYNONYM: { CREATE: 'setSynonyms', UPDATE: 'setSynonyms', SET_STATUS: 'setSynonyms', REVERT: 'setSynonyms', DELETE: 'deleteSynonyms' },
};

/** `before` and `after` are JSON of the input that would write them. */
export const AuditEntry = {
  at: ({ atMs }) => atMs,
  action: ({ subject, action }) => ACTIONS[subject][action],
  before: (entry) => inputOf(entry, 'before'),
  after: (entry) => inputOf(entry, 'after'),
} satisfies AuditEntryResolvers;

function inputOf(entry: AuditEntryParent, side: 'before' | 'after'): string | null {
  if (entry[side] === null) return null;
  return JSON.stringify(entry.subject === 'RULE' ? toRuleInput(entry[side]) : entry[side]);
}

/** Who edits: the subject of the token. */
function editor({ identity }: RecommendationsContext, field: string): string {
  requireRole(identity, 'MERCHANDISER', field);
  return identity.userId!;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

function toConnection<T>({ items, cursors, hasNextPage, totalCount }: Page<T>, after: string | null) {
  return {
    edges: items.map((node, place) => ({ cursor: cursors[place]!, node })),
    pageInfo: pageInfo({ hasNextPage, hasPreviousPage: after !== null, cursors }),
    totalCount,
  };
}
