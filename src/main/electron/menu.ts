import { Menu } from 'electron';
import type { MenuCommand } from '../../contract/index';
import { menuTemplate, type SendCommand } from './menuTemplate';

/** The application's menu, made of the commands of the window: what is chosen there is sent back to it by its id. */
export function setMenu(commands: readonly MenuCommand[], send: SendCommand): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(commands, send, process.platform === 'darwin')));
}
