import { defineKind } from '../define';
import { GROUPS } from '../groups';
import { choice, count, quantity, type ParamsOf } from '../fields';
import { autoscalerBehavior } from './behavior';
import { MEASURE, SCALE } from '../../toolkit/operations';

/** Fields of an autoscaler. */
export const autoscalerFields = {
  metric: choice(['in-flight', 'rate'], 'in-flight', {
    title: 'Watches',
    options: { 'in-flight': 'Open requests', rate: 'Requests a second' },
    help:
      'What it measures at the balancer, averaged since its last decision. Open requests show overload; requests a second show only ' +
      'traffic.',
  }),
  targetEach: quantity(0.01, 100_000, 4, {
    title: 'Wanted for each target',
    help: 'How many open requests (or requests a second) each target should have. A higher total needs more targets.',
    usual: [1, 50],
  }),
  least: count(1, 1000, 1, {
    title: 'At least',
    unit: 'targets',
    help: 'Never fewer than this (but never more than are wired behind the balancer), however quiet it is.',
    usual: [1, 10],
  }),
  most: count(1, 1000, 10, {
    title: 'At most',
    unit: 'targets',
    help: 'Never more than this (nor than are wired behind the balancer), however busy it is.',
    usual: [1, 20],
  }),
  bootSeconds: quantity(0, 3600, 8, {
    title: 'A new target takes',
    unit: 's',
    help: 'From the decision until it takes requests: the machine has to be found and started. This is the delay that hurts.',
    usual: [0, 60],
  }),
  measureSeconds: quantity(0.01, 3600, 1, {
    title: 'Measures every',
    unit: 's',
    help: 'How often it asks the balancer.',
    usual: [0.5, 10],
  }),
  decideSeconds: quantity(0.01, 3600, 5, { title: 'Decides every', unit: 's', help: 'How often it decides again.', usual: [1, 30] }),
  tolerancePercent: quantity(0, 100, 10, {
    title: 'Tolerance',
    unit: '%',
    help: 'A smaller difference than this changes nothing.',
    usual: [0, 30],
  }),
  calmSeconds: quantity(0, 86_400, 30, {
    title: 'Switches off after',
    unit: 's',
    help:
      'It goes down only to the most that it wanted in this time, so that a short lull does not cost it targets that it needs again ' +
      'right away.',
    usual: [0, 300],
  }),
};

/** Params of an autoscaler. */
export type AutoscalerParams = ParamsOf<typeof autoscalerFields>;

/** Switches the targets of a balancer on and off. */
export const autoscaler = defineKind(
  {
    kind: 'autoscaler',
    version: 1,
    title: 'Autoscaler',
    group: GROUPS.compute,
    idPrefix: 'AS',
    summary: 'Switches the parts behind a load balancer on and off as traffic requires.',
    iconPath: 'M4 20v-5h4v5z M10 20v-9h4v9z M16 20V7h4v13z M4 9l5-5 M9 7V4H6',
    accepts: [],
    offers: ['control'],
    acceptsHelp: 'An autoscaler takes no requests; wire it to the load balancer or shard router whose targets it should switch on and off.',
    offersHelp: 'An autoscaler gives orders to load balancers and shard routers, and to nothing else.',
    fields: autoscalerFields,
    gauges: [{ name: 'wanted', title: 'Targets wanted', type: 'level', unit: 'targets' }],
    storesKeys: false,
    operations: { begins: [MEASURE, SCALE] },
    card: {
      models: [
        'Measurements over the wires, averaged from one decision to the next',
        'As many targets as the measure needs, with a tolerance; up at once, down only after a calm period (as the ' +
          'Horizontal Pod Autoscaler of Kubernetes does)',
        'The time that a new target takes to start, during which it helps nobody',
        'Targets are switched on in the order of their wires, and finish what they have when they are switched off',
      ],
      leavesOut: ['Processor load and memory as measures', 'Forecasts', 'What the machines cost'],
    },
  },
  autoscalerBehavior,
);
