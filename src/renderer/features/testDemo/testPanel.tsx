import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { useDocument, useServices } from '../../workbench/context';
import styles from './testDemo.module.css';
import { demoOf } from './testState';
import { strings } from './testStrings';

/** Says how many parts there are; fails while drawing when it is told to. */
export function DemoPanel(): ReactElement {
  const { fails } = useStore(demoOf(useServices()));
  const count = useDocument((state) => state.scenario.nodes.length);
  if (fails) throw new Error(strings.crash);
  return <p className={styles.count}>{strings.parts({ count })}</p>;
}
