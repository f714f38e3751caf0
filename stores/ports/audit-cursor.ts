import { AppError } from '../../schema/errors.ts';
import { type AuditPosition, auditPosition } from './audit-log.ts';

/** A cursor of `AuditLog.page`: the decimal position after which it goes on. */
export function toAuditCursor(position: AuditPosition): string {
  return String(position);
}

/** @throws AppError `CURSOR_INVALID` for what no page gave. */
export function fromAuditCursor(cursor: string): AuditPosition {
  if (/^[1-9]\d{0,17}$/.test(cursor)) return auditPosition(BigInt(cursor));
  throw new AppError('CURSOR_INVALID', '`after`: expected a cursor of an earlier page of the audit log, got something else.');
}
