// The one-time link's token goes along with the form; the two passwords must be the same.
const field = (id) => document.getElementById(id);
field('token').value = new URLSearchParams(location.search).get('token') ?? '';
field('form').addEventListener('submit', (event) => {
  if (field('password').value === field('repeat').value) return;
  event.preventDefault();
  field('wrong').textContent = 'The two passwords are not the same. Type the second one again.';
  field('wrong').hidden = false;
  field('repeat').focus();
});
