/** The frame, its words about what was done, and the grid in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const frame: Catalogue = {
  'Keep it back': 'Retener',
  'Send now': 'Enviar ahora',
  'in {seconds} s': 'en {seconds} s',
  '{what}: kept back, because the session ended before. Nothing was sent.':
    '{what}: retenido, porque la sesión terminó antes. No se envió nada.',
  'It is not certain that it was saved. Look before you press again.':
    'No es seguro que se haya guardado. Compruébelo antes de pulsar otra vez.',
  'Something went wrong inside Dunwell.': 'Algo ha fallado dentro de Dunwell.',
  '{name} is awake again.': '{name} vuelve a estar activo.',
  '{name} is {role} again.': '{name} vuelve a ser {role}.',
  '{name} has its name again.': '{name} vuelve a tener su nombre.',
  standard: 'estándar',
  'Somebody else is signed in by now; nothing was sent.':
    'Entretanto ha iniciado sesión otra persona; no se envió nada.',
  'The name or the password is wrong.': 'El nombre o la contraseña no son correctos.',
  'Sign in first.': 'Inicie sesión primero.',
  'The session has ended.': 'La sesión ha terminado.',
  'Too many requests; wait a moment and try again.': 'Demasiadas solicitudes; espere un momento e inténtelo de nuevo.',
  'The database does not answer at the moment.': 'La base de datos no responde en este momento.',
  'Your role in this company does not allow this.': 'Su función en esta sociedad no lo permite.',
  'The file broke off before its end; nothing was saved.':
    'El archivo se interrumpió antes del final; no se guardó nada.',
  'Export selected': 'Exportar lo elegido',
  '{count} rows are copied; {others} of those chosen are not open any more.':
    'Se han copiado {count} filas; {others} de las elegidas ya no están abiertas.',
  '{count} numbers were pasted, and at most {most} are taken at once: nothing was selected.':
    'Se pegaron {count} números y se admiten como máximo {most} a la vez: no se ha elegido nada.',
  '{name} changed this after you opened it. Nothing of yours is saved yet.':
    '{name} ha cambiado esto después de que usted lo abriera. Lo suyo aún no está guardado.',
  'Say first what counts: what you chose, or what is there now.':
    'Diga primero qué vale: lo que eligió o lo que hay ahora.',
  'When you chose': 'Cuando eligió',
  Now: 'Ahora',
  'Go on with what I chose': 'Seguir con lo que elegí',
  'Keep mine, and look once more': 'Conservar lo mío y mirar otra vez',
  'not open any more': 'ya no está abierto',
  '{amount} open': '{amount} abierto',
  'All keys, by place': 'Todas las teclas, por lugar',
  'Settings: users': 'Ajustes: usuarios',
  'Settings: roles': 'Ajustes: funciones',
  'Settings: authority': 'Ajustes: facultades',
  'Settings: dunning procedures': 'Ajustes: procedimientos de reclamación',
  'Settings: matching': 'Ajustes: conciliación',
  'Settings: calendars': 'Ajustes: calendarios',
  'Settings: schedules': 'Ajustes: horarios',
  'Settings: companies': 'Ajustes: sociedades',
  'Choose rows as far as one goes': 'Elegir filas hasta donde se llega',
  'To the heads, by which the list is sorted': 'A las cabeceras, por las que se ordena la lista',
  'Into the links of the row; Escape back': 'A los enlaces de la fila; Esc para volver',
  'Settings: you': 'Ajustes: usted',
  'Your settings and password': 'Sus ajustes y contraseña',
  'How you see the pages': 'Cómo ve las páginas',
  'Known wherever you sign in.': 'Conocido dondequiera que entre.',
  'As the browser': 'Como el navegador',
  'Numbers and days': 'Números y fechas',
  'Light or dark': 'Claro u oscuro',
  'Rows of lists': 'Filas de las listas',
  'Your password': 'Su contraseña',
  'Password until now': 'Contraseña actual',
  'New password': 'Contraseña nueva',
  'New password once more': 'Contraseña nueva otra vez',
  'The two are not the same.': 'Las dos no son iguales.',
  'Change the password': 'Cambiar la contraseña',
  'The password is changed; other browsers are signed out.':
    'La contraseña ha cambiado; los demás navegadores quedan fuera.',
  'The current password is not right; nothing was changed.': 'La contraseña actual no es correcta; no se cambió nada.',
};
