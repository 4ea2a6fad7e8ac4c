import type { Association } from '../../src/main/services/association/association';

const refuse = (): never => {
  throw new Error('this test has nothing to do with file associations');
};

/** For tests of everything else: they must not touch how files are opened on the machine they run on. */
export const noAssociation: Association = { look: refuse, add: refuse, remove: refuse };
