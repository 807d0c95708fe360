// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <costs/ledger.h>
#include <coststore/keptanswer.h>

#include <QJsonObject>

namespace sm::costs {

/// "cur-bills", "focus-bills", "cost-explorer", "athena", "anthropic", "openai": never changed.
QString sourceWord(CostSource source);
/// Those of the sources that \p kinds are of; of all when there are none.
QStringList answerSources(const QList<LedgerKind> &kinds);

/// {"version": 1, "key", "source", "closed", "tookMs", "answer": {…}}: amounts are strings with every digit.
QJsonObject toJson(const KeptAnswer &kept, const CostQuestion &question);
/// Nothing: it is damaged, of another version, or the answer to another question.
std::optional<KeptAnswer> keptAnswerFrom(const QJsonValue &json, const CostQuestion &question);

QJsonObject toJson(const CostAnswer &answer);
std::optional<CostAnswer> answerFrom(const QJsonObject &json);

/// The same in few bytes.
QByteArray packedAnswer(const KeptAnswer &kept, const CostQuestion &question);
std::optional<KeptAnswer> unpackedAnswer(const QByteArray &bytes, const CostQuestion &question);

} // namespace sm::costs
