// SPDX-License-Identifier: GPL-3.0-or-later
#include "codeasker.h"

#include <net/wakeup.h>

using namespace Qt::Literals::StringLiterals;

namespace sm::systems {

struct CodeAsker::Question
{
    aws::MfaRequest request;
    net::Wakeup wakeup;
    std::optional<Result<Secret>> answer;
};

aws::MfaPrompt CodeAsker::prompt()
{
    return
        [this](aws::MfaRequest request, CancelToken token) { return ask(this, std::move(request), std::move(token)); };
}

QCoro::Task<Result<Secret>> CodeAsker::ask(CodeAsker *self, aws::MfaRequest request, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    Question question{std::move(request), {}, {}};
    token.whenCancelled(&question.wakeup, [&question] { question.wakeup.wake(); });
    self->m_questions.append(&question);
    if (self->m_questions.size() == 1)
        self->askFirst();
    co_await question.wakeup;
    self->leave(&question);
    co_return question.answer ? std::move(*question.answer) : Result<Secret>(Error::cancelled());
}

void CodeAsker::askFirst()
{
    const aws::MfaRequest &request = m_questions.first()->request;
    Q_EMIT codeWanted(request.profile, request.serial);
}

void CodeAsker::leave(Question *question)
{
    const bool wasAsked = m_questions.first() == question;
    m_questions.removeOne(question);
    if (!wasAsked)
        return;
    if (!question->answer)
        Q_EMIT withdrawn();
    if (!m_questions.isEmpty())
        askFirst();
}

void CodeAsker::settle(const Result<Secret> &answer)
{
    if (m_questions.isEmpty() || m_questions.first()->answer)
        return;
    m_questions.first()->answer = answer;
    m_questions.first()->wakeup.wake();
}

void CodeAsker::answer(const Secret &code) { settle(code); }

void CodeAsker::giveUp()
{
    settle(Error(Error::Kind::Denied,
        tr("Nobody is signed in: no code of the MFA device was given. Try again when you have it at hand."))
            .withCode(u"MfaRequired"_s));
}

} // namespace sm::systems
