// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/sharedanswers.h>

#include "answerjson.h"

#include <core/json.h>

namespace sm::costs {

QCoro::Task<Result<std::optional<KeptAnswer>>> SharedAnswers::find(CostQuestion question, CancelToken token)
{
    const auto text = co_await m_texts->read(question.system, question.key(), token);
    if (!text)
        co_return text.error();
    const Result<QJsonValue> json = parseJson(text->value_or(QByteArray()));
    co_return json ? keptAnswerFrom(*json, question) : std::optional<KeptAnswer>();
}

QCoro::Task<Result<void>> SharedAnswers::keep(
    CostQuestion question, KeptAnswer answer, std::chrono::seconds lasts, CancelToken token)
{
    const QString source = sourceWord(question.source);
    const SharedText text{question.system, source, question.key(), toCompactJson(toJson(answer, question)),
        answer.answer.asOf, answer.closed ? std::chrono::seconds(0) : lasts};
    const SourceCall call{source, answer.took, QStringLiteral("ok"), question.paid, answer.answer.asOf};
    co_return co_await m_texts->write({text}, {call}, token);
}

} // namespace sm::costs
