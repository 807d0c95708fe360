// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scopeexpression.h"

#include <core/plan.h>

namespace sm::runbooks {

/// What a text will be read as, so that a value put into it stays a value.
enum class Grammar {
    Text,
    Glob, ///< of Redis: * ? [ ] ^ - \ of a value are escaped
};

/// A text with expressions in it: "Disable ${parameters.user}". It is parsed once, from what the author wrote; values
/// are put into what was parsed and never parsed again, whatever they hold. "$${" stands for "${".
class Template
{
public:
    /// What the text is made of, in order.
    struct Part
    {
        QString literal;
        ScopeExpression expression; ///< empty: the literal
    };

    Template() = default;
    /// \error Kind::Invalid  an expression that is wrong or never closed
    static Result<Template> parse(const QString &source, const Place &place, Grammar grammar = Grammar::Text);
    /// A source that gives \p text as it stands.
    static QString escaped(const QString &text);

    const QString &source() const { return m_source; }
    const Place &place() const { return m_place; }
    bool isEmpty() const { return m_source.isEmpty(); }
    bool isLiteral() const;
    /// Nothing but "${…}": it gives the value itself, with its type.
    bool isWhole() const;
    QList<ScopeExpression> expressions() const;
    const QList<Part> &parts() const { return m_parts; }
    Grammar grammar() const { return m_grammar; }
    /// The steps whose outcome it needs.
    QStringList steps() const;

    bool isReady(const Scope &scope) const;
    /// Where it is not ready: what is to be joined once the steps have run. What is known is in it as text.
    /// \error as evaluate()
    Result<QList<Deferred::Part>> deferred(const Scope &scope) const;
    /// The value: of any type where isWhole(), otherwise a text.
    /// \error Kind::Invalid  begins with the place; also where nothing, a list or an object would stand in a text
    Result<QJsonValue> evaluate(const Scope &scope) const;
    /// The same as a text in any case: a title, a note.
    /// \error as evaluate()
    Result<QString> text(const Scope &scope) const;
    /// For a person, before the steps have run: what is not known yet, and each secret, is named:
    /// "‹steps.create.output›".
    QString preview(const Scope &scope) const;

private:
    Result<QString> textOf(const Part &part, const Scope &scope) const;
    QString inGrammar(const QString &value) const;

    QString m_source;
    Place m_place;
    Grammar m_grammar = Grammar::Text;
    QList<Part> m_parts;
};

} // namespace sm::runbooks
