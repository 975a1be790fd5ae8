// Says why signing in failed: the server sends the browser back here with the code of its reason.
const sentences = {
  login_refused: 'The login or the password is not right. Type both again; capital letters count ' +
    'in the password.',
  login_paused: 'There were too many tries. Wait a minute, then try again.',
};
const code = new URLSearchParams(location.search).get('error');
if (code) {
  const wrong = document.getElementById('wrong');
  wrong.textContent = sentences[code] ??
    'Signing in did not work just now. Try again; if it stays like this, ask your administrator.';
  wrong.hidden = false;
}
