// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shape.h"

#include <core/result.h>

#include <QJsonObject>

#include <map>

namespace sm::aws {

/// A map whose elements never move, because shapes point at each other.
using Shapes = std::map<QString, Shape>;

std::optional<XmlNamespace> readXmlNamespace(const QJsonValue &value);

/// Reads the "shapes" of a service-2.json and the references to them, and remembers the first thing that was wrong.
class ShapeReader
{
public:
    explicit ShapeReader(const QJsonObject &definitions);

    /// \param reference  {"shape": name, traits…}
    /// \param where  what the message calls the place, when the shape is not there
    Member reference(const QString &name, const QJsonObject &reference, const QString &where);

    /// nullopt: everything was right so far.
    const std::optional<Error> &problem() const { return m_problem; }
    /// Hands the shapes over; members that were read stay valid.
    Shapes take() { return std::move(m_shapes); }

private:
    void readShape(Shape &shape, const QJsonObject &definition);
    void readStructure(Shape &shape, const QJsonObject &definition);
    void readError(Shape &shape, const QJsonObject &definition);
    Shape::Type typeOf(const Shape &shape, const QString &word);
    TimestampFormat timestampFormat(const QString &word, const QString &where);
    void fail(const QString &message);

    QJsonObject m_definitions;
    Shapes m_shapes;
    std::optional<Error> m_problem;
};

} // namespace sm::aws
