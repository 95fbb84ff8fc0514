// Says in Chinese what became of the browser's own dialogue; allauth's script only reports the exception.
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const place = document.getElementById('key-fault')
  const name = event.detail.exception && event.detail.exception.name
  place.textContent =
    name === 'NotAllowedError' ? '操作已取消或超时，请再试一次。'
    : name === 'InvalidStateError' ? '这把安全密钥已经添加过了。'
    : name === 'SecurityError' ? '当前网址不支持安全密钥：须通过 HTTPS 域名访问。'
    : '浏览器未能使用安全密钥，请换用较新的浏览器，或改用验证码。'
  place.hidden = false
})
