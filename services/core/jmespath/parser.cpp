// SPDX-License-Identifier: GPL-3.0-or-later
#include "parser.h"

#include "functions.h"
#include "precedence.h"
#include "problem.h"
#include "tokenreader.h"

#include <QCoreApplication>

namespace sm::jmespath {

namespace {

using Kind = Token::Kind;

/// Deeper ones would need a deep stack to evaluate and to destroy.
constexpr int deepest = 500;

QString tr(const char *text) { return QCoreApplication::translate("sm::jmespath", text); }

using Parsed = Result<NodePointer>;

/// A Pratt parser: prefix() reads what begins an expression, infix() what goes on from a finished one.
class Parser
{
public:
    explicit Parser(const QList<Token> &tokens)
        : m_tokens(tokens)
    {
    }

    Parsed whole()
    {
        Parsed root = expression(None);
        if (root && !m_tokens.at(Kind::End))
            return TokenReader::unexpected(m_tokens.current());
        if (root && m_misuse)
            return *m_misuse;
        return root;
    }

private:
    /// The grammar comes first: what is well formed but means nothing is told only when all of it could be read.
    void noteMisuse(const char *code, const QString &reason, qsizetype position)
    {
        if (!m_misuse)
            m_misuse = problem(code, reason, position);
    }

    static void adopt(Node &node, NodePointer child)
    {
        node.depth = std::max(node.depth, child->depth + 1);
        node.children.push_back(std::move(child));
    }

    template <typename... Children>
    Parsed make(Node node, Children... children)
    {
        (adopt(node, std::move(children)), ...);
        if (node.depth > deepest)
            return syntaxProblem(tr("it is nested too deeply"), node.position);
        return std::make_unique<Node>(std::move(node));
    }

    template <typename... Children>
    Parsed make(Node::Kind kind, qsizetype position, Children... children)
    {
        Node node;
        node.kind = kind;
        node.position = position;
        return make(std::move(node), std::move(children)...);
    }

    NodePointer current() const
    {
        auto node = std::make_unique<Node>();
        node->position = m_tokens.current().position;
        return node;
    }

    /// left joined with right; joins of one kind grow in width, so that a long one is not deep.
    Parsed join(Node::Kind kind, qsizetype position, NodePointer left, Parsed right)
    {
        if (!right)
            return right;
        if (left->kind != kind)
            return make(kind, position, std::move(left), std::move(*right));
        return make(std::move(*left), std::move(*right));
    }

    Parsed expression(int power)
    {
        if (m_depth >= deepest)
            return syntaxProblem(tr("it is nested too deeply"), m_tokens.current().position);
        ++m_depth;
        Parsed left = prefix();
        while (left && power < powerOf(m_tokens.current().kind))
            left = infix(std::move(*left));
        --m_depth;
        return left;
    }

    Parsed prefix()
    {
        const Token &first = m_tokens.advance();
        switch (first.kind) {
        case Kind::Current:
            return make(Node::Kind::Current, first.position);
        case Kind::Literal:
            return literal(first);
        case Kind::Identifier:
            if (m_tokens.at(Kind::LeftParenthesis))
                return call(first);
            return field(first);
        case Kind::QuotedIdentifier:
            return field(first);
        case Kind::Not:
            return wrapped(Node::Kind::Not, first, expression(NotPower));
        case Kind::LeftParenthesis:
            return closed(expression(None), Kind::RightParenthesis);
        case Kind::LeftBrace:
            return hash(first);
        case Kind::Star:
            return projection(Node::Kind::ObjectProjection, first, current(), StarPower);
        case Kind::Flatten:
            return flatten(first, current());
        case Kind::Filter:
            return filter(first, current());
        case Kind::LeftBracket:
            if (m_tokens.at(Kind::Number) || m_tokens.at(Kind::Colon) || isWildcard())
                return bracket(first, current());
            return list(first);
        default:
            return TokenReader::unexpected(first);
        }
    }

    Parsed infix(NodePointer left)
    {
        const Token &first = m_tokens.advance();
        switch (first.kind) {
        case Kind::Dot:
            return afterDot(first, std::move(left));
        case Kind::Pipe:
            return join(Node::Kind::Chain, first.position, std::move(left), expression(PipePower));
        case Kind::Or:
            return join(Node::Kind::Or, first.position, std::move(left), expression(OrPower));
        case Kind::And:
            return join(Node::Kind::And, first.position, std::move(left), expression(AndPower));
        case Kind::Flatten:
            return flatten(first, std::move(left));
        case Kind::Filter:
            return filter(first, std::move(left));
        case Kind::LeftBracket:
            return bracket(first, std::move(left));
        default:
            return comparison(first, std::move(left));
        }
    }

    Parsed wrapped(Node::Kind kind, const Token &first, Parsed inner)
    {
        return inner ? make(kind, first.position, std::move(*inner)) : std::move(inner);
    }

    Parsed closed(Parsed inner, Kind bracket)
    {
        if (inner && !m_tokens.take(bracket))
            return TokenReader::unexpected(m_tokens.current());
        return inner;
    }

    Parsed literal(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Literal;
        node.position = first.position;
        node.literal = first.value;
        return make(std::move(node));
    }

    Parsed field(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Field;
        node.position = first.position;
        node.text = first.text;
        return make(std::move(node));
    }

    Parsed comparison(const Token &first, NodePointer left)
    {
        Parsed right = expression(ComparePower);
        if (!right)
            return right;
        return make(comparisonOf(first.kind), first.position, std::move(left), std::move(*right));
    }

    Parsed afterDot(const Token &first, NodePointer left)
    {
        if (m_tokens.take(Kind::Star))
            return projection(Node::Kind::ObjectProjection, first, std::move(left), StarPower);
        return join(Node::Kind::Chain, first.position, std::move(left), dotOperand(DotPower));
    }

    /// A name, a call, a multi-select or a wildcard: what may follow a dot.
    Parsed dotOperand(int power)
    {
        const Token &first = m_tokens.current();
        switch (first.kind) {
        case Kind::Identifier:
        case Kind::QuotedIdentifier:
        case Kind::Star:
            return expression(power);
        case Kind::LeftBracket:
            m_tokens.advance();
            return list(first);
        case Kind::LeftBrace:
            m_tokens.advance();
            return hash(first);
        default:
            return TokenReader::unexpected(m_tokens.current());
        }
    }

    /// What each element of a projection goes through: all that follows and binds more strongly than \p power.
    Parsed projected(int power)
    {
        if (powerOf(m_tokens.current().kind) < ProjectionStop)
            return current();
        if (m_tokens.take(Kind::Dot))
            return dotOperand(power);
        return expression(power); // [0], [1:2], [*] or [?…]
    }

    Parsed projection(Node::Kind kind, const Token &first, NodePointer source, int power)
    {
        Parsed rest = projected(power);
        if (!rest)
            return rest;
        return make(kind, first.position, std::move(source), std::move(*rest));
    }

    Parsed flatten(const Token &first, NodePointer source)
    {
        Parsed flat = make(Node::Kind::Flatten, first.position, std::move(source));
        if (!flat)
            return flat;
        return projection(Node::Kind::Projection, first, std::move(*flat), FlattenPower);
    }

    Parsed filter(const Token &first, NodePointer source)
    {
        Parsed condition = closed(expression(None), Kind::RightBracket);
        if (!condition)
            return condition;
        Parsed rest = projected(FilterPower);
        if (!rest)
            return rest;
        return make(
            Node::Kind::FilterProjection, first.position, std::move(source), std::move(*rest), std::move(*condition));
    }

    bool isWildcard() const { return m_tokens.at(Kind::Star) && m_tokens.at(Kind::RightBracket, 1); }

    /// [0], [1:2] or [*], after the opening bracket.
    Parsed bracket(const Token &first, NodePointer left)
    {
        if (isWildcard()) {
            m_tokens.advance();
            m_tokens.advance();
            return projection(Node::Kind::Projection, first, std::move(left), StarPower);
        }
        if (m_tokens.at(Kind::Colon) || m_tokens.at(Kind::Colon, 1)) {
            Parsed sliced = join(Node::Kind::Chain, first.position, std::move(left), slice(first));
            return sliced ? projection(Node::Kind::Projection, first, std::move(*sliced), StarPower)
                          : std::move(sliced);
        }
        return join(Node::Kind::Chain, first.position, std::move(left), index(first));
    }

    Parsed index(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Index;
        node.position = first.position;
        node.number = m_tokens.current().number;
        if (!m_tokens.take(Kind::Number) || !m_tokens.take(Kind::RightBracket))
            return TokenReader::unexpected(m_tokens.current());
        return make(std::move(node));
    }

    std::optional<qint64> takeNumber()
    {
        const qint64 number = m_tokens.current().number;
        return m_tokens.take(Kind::Number) ? std::optional(number) : std::nullopt;
    }

    Parsed slice(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Slice;
        node.position = first.position;
        node.start = takeNumber();
        if (!m_tokens.take(Kind::Colon))
            return TokenReader::unexpected(m_tokens.current());
        node.stop = takeNumber();
        if (m_tokens.take(Kind::Colon))
            node.step = takeNumber().value_or(1);
        if (!m_tokens.take(Kind::RightBracket))
            return TokenReader::unexpected(m_tokens.current());
        if (node.step == 0)
            noteMisuse("invalid-value", tr("the step of a slice can not be 0"), first.position);
        return make(std::move(node));
    }

    Parsed list(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::List;
        node.position = first.position;
        do {
            Parsed element = expression(None);
            if (!element)
                return element;
            adopt(node, std::move(*element));
        } while (m_tokens.take(Kind::Comma));
        return closed(make(std::move(node)), Kind::RightBracket);
    }

    Parsed hash(const Token &first)
    {
        Node node;
        node.kind = Node::Kind::Hash;
        node.position = first.position;
        do {
            node.names.append(m_tokens.current().text);
            if (!m_tokens.take(Kind::Identifier) && !m_tokens.take(Kind::QuotedIdentifier))
                return TokenReader::unexpected(m_tokens.current());
            if (!m_tokens.take(Kind::Colon))
                return TokenReader::unexpected(m_tokens.current());
            Parsed member = expression(None);
            if (!member)
                return member;
            adopt(node, std::move(*member));
        } while (m_tokens.take(Kind::Comma));
        return closed(make(std::move(node)), Kind::RightBrace);
    }

    Parsed argument()
    {
        const Token &first = m_tokens.current();
        return m_tokens.take(Kind::Reference) ? wrapped(Node::Kind::Reference, first, expression(None))
                                              : expression(None);
    }

    Parsed call(const Token &name)
    {
        Node node;
        node.kind = Node::Kind::Call;
        node.position = name.position;
        node.function = findFunction(name.text);
        m_tokens.take(Kind::LeftParenthesis);
        if (!m_tokens.at(Kind::RightParenthesis)) {
            do {
                Parsed next = argument();
                if (!next)
                    return next;
                adopt(node, std::move(*next));
            } while (m_tokens.take(Kind::Comma));
        }
        if (!m_tokens.take(Kind::RightParenthesis))
            return TokenReader::unexpected(m_tokens.current());
        if (!node.function)
            noteMisuse("unknown-function", tr("there is no function %1()").arg(name.text), name.position);
        else if (!takesArguments(*node.function, node.children.size()))
            noteMisuse("invalid-arity", tr("%1() takes another number of arguments").arg(name.text), name.position);
        return make(std::move(node));
    }

    TokenReader m_tokens;
    int m_depth = 0;
    std::optional<Error> m_misuse;
};

} // namespace

Result<NodePointer> parseTokens(const QList<Token> &tokens) { return Parser(tokens).whole(); }

} // namespace sm::jmespath
