// Shown to a browser that is not signed in: how to get a link.
import { useLanguage } from '../language/language.tsx'
import { Steps } from './steps.tsx'

export function SignIn() {
  const { say } = useLanguage()
  const expired = new URLSearchParams(location.search).has('expired')
  return (
    <>
      {expired && (
        <p className="failed-note" role="alert">
          {say.signIn.expired}
        </p>
      )}
      <Steps {...say.signIn} />
    </>
  )
}
