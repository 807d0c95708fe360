// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/credentialparts.h>

#include <QObject>

namespace sm::systems {

/// Lets the screen answer what a source of credentials asks: the code of an MFA device, one question at a time.
///
///     connect(&asker, &CodeAsker::codeWanted, dialog, &Dialog::ask);
///     connect(dialog, &Dialog::typed, &asker, &CodeAsker::answer);
class CodeAsker : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Asks through this object, which outlives whoever asks.
    aws::MfaPrompt prompt();

    /// Answers the question that codeWanted() asked last; without one it does nothing.
    void answer(const Secret &code);
    /// The person does not want to: whoever asked gets Kind::Denied, code "MfaRequired".
    void giveUp();

Q_SIGNALS:
    /// The next question comes after this one was answered, given up or withdrawn.
    void codeWanted(const QString &profile, const QString &serial);
    /// Nobody waits for the answer any more.
    void withdrawn();

private:
    struct Question;
    static QCoro::Task<Result<Secret>> ask(CodeAsker *self, aws::MfaRequest request, CancelToken token);
    void askFirst();
    void settle(const Result<Secret> &answer);
    void leave(Question *question);

    QList<Question *> m_questions; ///< each lives in the coroutine that waits for its answer; the first is being asked
};

} // namespace sm::systems
