// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsontemplate.h"

#include <QJsonArray>
#include <QSet>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString escapedForPointer(QString name) { return name.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s); }

/// Adds the texts in \p value that a "$NAME" could be mistaken for.
void collectDollars(const QJsonValue &value, QSet<QString> &texts)
{
    if (value.isString() && value.toString().startsWith(u'$')) {
        texts << value.toString();
    } else if (value.isArray()) {
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            collectDollars(item, texts);
    } else if (value.isObject()) {
        const QJsonObject members = value.toObject();
        for (const QJsonValue &member : members)
            collectDollars(member, texts);
    }
}

} // namespace

/// One evaluation. Secrets come last: their names must not be like a text of the result.
class JsonTemplate::Evaluation
{
public:
    explicit Evaluation(const Scope &scope)
        : m_scope(scope)
    {
    }

    Result<Evaluated> run(const JsonTemplate &root)
    {
        const Result<QJsonValue> plain = valueOf(root, {});
        if (!plain)
            return plain.error();
        if (m_secretNames.isEmpty())
            return Evaluated{*plain, {}, m_deferred};
        QSet<QString> taken;
        collectDollars(*plain, taken);
        nameSecrets(taken);
        m_deferred.clear();
        const Result<QJsonValue> value = valueOf(root, {});
        return Evaluated{*value, m_secrets, m_deferred};
    }

private:
    void nameSecrets(const QSet<QString> &taken)
    {
        for (auto name = m_secretNames.begin(); name != m_secretNames.end(); ++name) {
            QString unique = name.key();
            while (taken.contains(u'$' + unique) || m_secrets.contains(unique))
                unique += u'_';
            *name = unique;
            m_secrets.insert(unique, *m_scope.secret(name.key()));
        }
    }

    Result<QJsonValue> valueOf(const JsonTemplate &node, const QString &pointer)
    {
        switch (node.m_kind) {
        case Kind::Value:
            return node.m_value;
        case Kind::Text:
            return textOf(node.m_text, pointer);
        case Kind::List:
            return listOf(node, pointer);
        case Kind::Object:
            break;
        }
        return objectOf(node, pointer);
    }

    Result<QJsonValue> textOf(const Template &text, const QString &pointer)
    {
        if (text.isWhole()) {
            const QString name = text.expressions().constFirst().parameter();
            if (m_scope.secret(name)) {
                QString &slot = m_secretNames[name];
                return QJsonValue(slot.isEmpty() ? slot : u'$' + slot);
            }
        }
        if (text.isReady(m_scope))
            return text.evaluate(m_scope);
        const Result<QList<Deferred::Part>> parts = text.deferred(m_scope);
        if (!parts)
            return parts.error();
        m_deferred.append({pointer, *parts});
        return QJsonValue(QJsonValue::Null);
    }

    Result<QJsonValue> listOf(const JsonTemplate &node, const QString &pointer)
    {
        QJsonArray array;
        for (const JsonTemplate &child : node.m_children) {
            const Result<QJsonValue> item = valueOf(child, pointer + u'/' + QString::number(array.size()));
            if (!item)
                return item;
            array.append(*item);
        }
        return QJsonValue(array);
    }

    /// Empty: nobody gave it a name.
    Result<QString> nameOf(const JsonTemplate &node, qsizetype index) const
    {
        if (node.m_text.isEmpty())
            return node.m_names[index];
        const Result<QJsonValue> name = node.m_text.evaluate(m_scope);
        return name ? Result<QString>(name->toString()) : Result<QString>(name.error());
    }

    Result<QJsonValue> objectOf(const JsonTemplate &node, const QString &pointer)
    {
        QJsonObject object;
        for (qsizetype i = 0; i < node.m_names.size(); ++i) {
            const qsizetype deferredBefore = m_deferred.size();
            const JsonTemplate &child = node.m_children[i];
            const Result<QString> name = nameOf(node, i);
            if (!name)
                return name.error();
            if (name->isEmpty())
                continue;
            const Result<QJsonValue> member = valueOf(child, pointer + u'/' + escapedForPointer(*name));
            if (!member)
                return member;
            const bool isNothing
                = member->isNull() && child.m_kind == Kind::Text && m_deferred.size() == deferredBefore;
            if (!isNothing)
                object.insert(*name, *member);
        }
        return QJsonValue(object);
    }

    const Scope &m_scope;
    QList<Deferred> m_deferred;
    QMap<QString, QString> m_secretNames; ///< of a parameter: its name in the result
    QMap<QString, Secret> m_secrets;
};

JsonTemplate JsonTemplate::ofValue(const QJsonValue &value)
{
    JsonTemplate made;
    made.m_value = value;
    return made;
}

JsonTemplate JsonTemplate::ofText(const Template &text)
{
    JsonTemplate made;
    made.m_kind = Kind::Text;
    made.m_text = text;
    return made;
}

JsonTemplate JsonTemplate::ofList(const QList<JsonTemplate> &items)
{
    JsonTemplate made;
    made.m_kind = Kind::List;
    made.m_children = items;
    return made;
}

JsonTemplate JsonTemplate::ofObject(const QStringList &names, const QList<JsonTemplate> &members)
{
    Q_ASSERT(names.size() == members.size());
    JsonTemplate made;
    made.m_kind = Kind::Object;
    made.m_names = names;
    made.m_children = members;
    return made;
}

JsonTemplate JsonTemplate::ofNamed(const Template &name, const JsonTemplate &member)
{
    JsonTemplate made = ofObject({name.source()}, {member});
    made.m_text = name;
    return made;
}

QJsonValue JsonTemplate::source() const
{
    if (m_kind == Kind::Value)
        return m_value;
    if (m_kind == Kind::Text)
        return m_text.source();
    if (m_kind == Kind::List) {
        QJsonArray array;
        for (const JsonTemplate &child : m_children)
            array.append(child.source());
        return array;
    }
    QJsonObject object;
    for (qsizetype i = 0; i < m_names.size(); ++i)
        object.insert(m_names[i], m_children[i].source());
    return object;
}

QList<Template> JsonTemplate::templates() const
{
    QList<Template> all;
    if (m_kind == Kind::Text || !m_text.isEmpty())
        all << m_text;
    for (const JsonTemplate &child : m_children)
        all << child.templates();
    return all;
}

QStringList JsonTemplate::steps() const
{
    QStringList all;
    for (const Template &text : templates())
        all << text.steps();
    all.removeDuplicates();
    return all;
}

Result<Evaluated> JsonTemplate::evaluate(const Scope &scope) const { return Evaluation(scope).run(*this); }

} // namespace sm::runbooks
