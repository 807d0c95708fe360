// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "node.h"

#include <core/result.h>

#include <QJsonArray>

namespace sm::jmespath {

/// One search. It counts its steps, because a short expression can double its result over and over.
class Evaluation
{
public:
    /// What \p node selects from \p data; never undefined.
    Result<QJsonValue> of(const Node &node, const QJsonValue &data);

private:
    Result<void> spend(const Node &node, qint64 steps);
    Result<QJsonValue> negated(const Node &node, const QJsonValue &data);
    Result<QJsonValue> chain(const Node &node, QJsonValue data);
    Result<QJsonValue> projection(const Node &node, const QJsonValue &data);
    Result<QJsonValue> through(const Node &node, const QJsonArray &elements);
    Result<QJsonValue> flattened(const Node &node, const QJsonValue &data);
    Result<QJsonValue> list(const Node &node, const QJsonValue &data);
    Result<QJsonValue> hash(const Node &node, const QJsonValue &data);
    /// The first child that decides: a true one for Or, a false one for And; else the last.
    Result<QJsonValue> decided(const Node &node, const QJsonValue &data, bool by);
    Result<QJsonValue> comparison(const Node &node, const QJsonValue &data);
    Result<QJsonValue> called(const Node &node, const QJsonValue &data);

    qint64 m_stepsLeft = 20'000'000;
};

/// \error as Expression::search()
Result<QJsonValue> evaluate(const Node &root, const QJsonValue &data);

} // namespace sm::jmespath
