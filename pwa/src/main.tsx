import { render } from 'preact';
import './ui/tokens.css';

const root = document.getElementById('app');
if (root) render(<p>校园巡检</p>, root);
