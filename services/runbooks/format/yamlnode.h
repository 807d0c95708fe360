// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "problem.h"

#include <QJsonValue>
#include <QStringList>

namespace sm::runbooks {

/// A value as a YAML file holds it, with its place. Aliases are resolved.
struct YamlNode
{
    enum class Kind { Null, Scalar, List, Map };

    Kind kind = Kind::Null;
    Place place;
    QString text; ///< of a Scalar
    bool isQuoted = false; ///< a Scalar in quotes or a block: a text, whatever it looks like
    QStringList keys; ///< of a Map, each once, in the order of the file
    QList<Place> keyPlaces;
    QList<YamlNode> items; ///< of a List, or the values of a Map
    int expansions = 0; ///< aliases that were resolved in it
    int nodes = 1; ///< how many it has, itself among them

    bool isMap() const { return kind == Kind::Map; }
    bool isList() const { return kind == Kind::List; }
    /// Of a Map. Null: there is no such key.
    const YamlNode *value(const QString &key) const;
    /// Whether a text has to be meant: not a number, true, false or null without quotes.
    bool isText() const;
};

/// \p node by YAML 1.2's core schema: without quotes, "5", "true" and "null" are no texts, but "yes" and "2026-01-31"
/// are.
QJsonValue jsonOf(const YamlNode &node);

/// What makes a scalar without quotes doubtful or impossible as JSON ("007", ".inf", a number with more digits than
/// fit); empty: nothing.
QString plainProblem(const QString &text);

} // namespace sm::runbooks
