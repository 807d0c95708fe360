// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "template.h"

#include <QJsonValue>

namespace sm::runbooks {

/// What a JsonTemplate gives.
struct Evaluated
{
    QJsonValue value; ///< null where something is deferred
    QMap<QString, Secret>
        secrets; ///< the text "$NAME" stands where secrets[NAME] belongs; no other text is equal to it
    QList<Deferred> deferred; ///< for Step::deferred
};

/// JSON whose texts may be templates: the input of a step. Values become JSON values, so they can change no structure.
class JsonTemplate
{
public:
    JsonTemplate() = default; ///< null
    static JsonTemplate ofValue(const QJsonValue &value); ///< for good: nothing in it is a template
    static JsonTemplate ofText(const Template &text);
    static JsonTemplate ofList(const QList<JsonTemplate> &items);
    static JsonTemplate ofObject(const QStringList &names, const QList<JsonTemplate> &members);
    /// An object of one member, whose name a parameter gives; without that it is empty. There is nothing beside it that
    /// a value could take the place of.
    static JsonTemplate ofNamed(const Template &name, const JsonTemplate &member);

    /// As the author wrote it.
    QJsonValue source() const;
    /// All templates in it.
    QList<Template> templates() const;
    /// The steps whose outcome it needs.
    QStringList steps() const;

    /// A member of an object whose template gives null is left out; an element of a list stays as null. What needs a
    /// step that has not run is null and deferred; null is no value that could be put in its place later.
    /// \error as Template::evaluate()
    Result<Evaluated> evaluate(const Scope &scope) const;

private:
    enum class Kind { Value, Text, List, Object };
    class Evaluation;

    Kind m_kind = Kind::Value;
    QJsonValue m_value = QJsonValue::Null;
    Template m_text; ///< of an object: the name of its member
    QStringList m_names;
    QList<JsonTemplate> m_children;
};

} // namespace sm::runbooks
