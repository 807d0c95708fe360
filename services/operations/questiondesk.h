// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/wakeup.h>
#include <operations/attendant.h>

#include <QPointer>

#include <functional>

namespace sm::operations {

/// Where the questions of one run wait until a person answers them on the screen. It may go away when the run's token
/// is cancelled.
class QuestionDesk final : public Attendant
{
public:
    using Asked = std::function<void(const Question &)>;

    /// \p asked is told of each question; nothing waits for it.
    explicit QuestionDesk(Asked asked);

    /// Answers the question that waits; without one nothing happens.
    void answer(const Answer &answer);
    bool isWaiting() const { return !m_waiting.isNull(); }

    QCoro::Task<Result<Answer>> ask(Question question, CancelToken token) override;

private:
    Asked m_asked;
    QPointer<net::Wakeup> m_waiting;
    Answer m_answer;
};

} // namespace sm::operations
