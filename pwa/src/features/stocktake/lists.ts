/** What is loaded together: everything of the count. */

export { SheetsWaiting } from './SheetsWaiting';
export { StocktakeScreen } from './StocktakeScreen';
