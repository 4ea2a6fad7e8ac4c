import { isRequestOp, MESSAGE_OPERATION, type Operation } from '../network/operations';
import type { KindDescriptor } from '../parts/contract';
import { kindNames, kinds } from './index';

const byCode = new Map<number, Operation>();
for (const name of kindNames) {
  const { begins = [], answers = [] } = (kinds[name].descriptor as KindDescriptor).operations ?? {};
  for (const operation of [...begins, ...answers]) byCode.set(operation.code, operation);
}
byCode.set(MESSAGE_OPERATION.code, MESSAGE_OPERATION);

/** Every operation that some kind begins or answers, and messages. */
export const operations: readonly Operation[] = [...byCode.values()];

/** The operation with a number. Throws when no kind says that it has one. */
export function operationOf(code: number): Operation {
  const operation = byCode.get(code);
  if (operation === undefined) throw new Error(`operation ${code} belongs to no kind: name it in the descriptor of the one that begins it`);
  return operation;
}

/** What an operation is called in lists to choose from. A name that no kind has is shown as it is. */
export function operationTitle(name: string): string {
  return operations.find((operation) => operation.name === name)?.title ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * Whether parts of a kind know an operation: what they name, and, where they pass requests on, every request. `canPassOn`: whether there is
 * somebody to pass it to; a part that works by itself knows only what it names.
 */
export function knowsOperation({ operations: own }: KindDescriptor, code: number, canPassOn = true): boolean {
  const isNamed = own?.answers?.some((operation) => operation.code === code) === true;
  return isNamed || (canPassOn && own?.passesOn === true && isRequestOp(code));
}
