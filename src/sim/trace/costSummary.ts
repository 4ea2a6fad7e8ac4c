/** What a run cost, in the currency of the scenario, and what was got for it. */
export interface CostSummary {
  readonly currency: string;
  /** For parts and their slots, for traffic, and both. */
  readonly forParts: number;
  readonly forTraffic: number;
  readonly total: number;
  readonly gigabytes: number;
  readonly perHour: number;
  /** Price of a million requests that were answered; null when none was. */
  readonly perMillionOk: number | null;
  readonly errorPercent: number;
  readonly errorBudgetPercent: number;
  /** The score of a design: requests answered for one unit of money; null when more failed than the error budget allows. */
  readonly okPerUnit: number | null;
}
