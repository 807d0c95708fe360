// SPDX-License-Identifier: GPL-3.0-or-later
#include "questiondesk.h"

namespace sm::operations {

QuestionDesk::QuestionDesk(Asked asked)
    : m_asked(std::move(asked))
{
}

void QuestionDesk::answer(const Answer &answer)
{
    if (!m_waiting)
        return;
    m_answer = answer;
    m_waiting->wake();
    m_waiting.clear();
}

QCoro::Task<Result<Answer>> QuestionDesk::ask(Question question, CancelToken token)
{
    net::Wakeup wakeup;
    token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
    m_waiting = &wakeup;
    m_asked(question);
    co_await wakeup;
    if (token.isCancelled()) // this may be gone
        co_return Error::cancelled();
    const Answer answer = m_answer;
    co_return answer;
}

} // namespace sm::operations
