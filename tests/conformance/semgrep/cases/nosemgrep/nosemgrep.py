# ruleid: suppressed-call, suppressed-other
avoid(1)
# ok: suppressed-call, suppressed-other
avoid(1)  # nosemgrep
# ok: suppressed-call
# ruleid: suppressed-other
avoid(1)  # nosemgrep: suppressed-call
# ok: suppressed-call, suppressed-other
avoid(1)  # nosemgrep: suppressed-call, suppressed-other
# ok: suppressed-call, suppressed-other
avoid(1)  # nosem
# ruleid: suppressed-call, suppressed-other
avoid(1)  # nosemgrep: another-rule
# ok: suppressed-call, suppressed-other
avoid(1)  # NOSEMGREP
# ok: suppressed-call, suppressed-other
avoid(1)  # because of x; nosemgrep
# ok: suppressed-call
# ruleid: suppressed-other
avoid(1)  # nosemgrep:suppressed-call
# ok: suppressed-call, suppressed-other
# nosemgrep
avoid(1)
# ok: suppressed-call
# nosemgrep: suppressed-call
avoid()
# ruleid: suppressed-call, suppressed-other
avoid(
    1
)  # nosemgrep
# ok: suppressed-call, suppressed-other
avoid(  # nosemgrep
    1
)
# ruleid: suppressed-call
avoid()
