"""The side of Tryton in the bench: asks an installed trytond, through its own models, what is asked of ours.

Started by bench/tryton.ts with the interpreter of the installed trytond-admin: `python3 tryton.py CONFIG DATABASE`. Requests
come in, answers go out, as one line of JSON each; an answer has `seconds`, the time of the work alone.
"""
import datetime
import json
import sys
import time
from decimal import Decimal

from trytond.config import config

config.update_etc(sys.argv[1])

from trytond.pool import Pool  # noqa: E402
from trytond.transaction import Transaction  # noqa: E402

database = sys.argv[2]
Pool.start()
pool = Pool(database)
pool.init()


def day(text):
    return datetime.date.fromisoformat(text)


def setting_up(request):
    """A company, its chart of accounts, a fiscal year over all postings, a dunning procedure of one level and a payment term."""
    with Transaction().start(database, 0) as transaction:
        models = {name: pool.get(name) for name in (
            'currency.currency', 'party.party', 'company.company', 'res.user', 'ir.sequence', 'ir.sequence.strict',
            'ir.sequence.type', 'account.fiscalyear', 'account.fiscalyear.invoice_sequence', 'account.account',
            'account.account.template', 'account.configuration', 'account.journal', 'account.dunning.procedure',
            'account.invoice.payment_term', 'ir.model.data')}
        currency = models['currency.currency'](
            name='Euro', code='EUR', numeric_code='978', symbol='€', digits=2, rounding=Decimal('0.01'))
        currency.save()
        party = models['party.party'](name=request['company'])
        party.save()
        company = models['company.company'](party=party, currency=currency)
        company.save()
        admin, = models['res.user'].search([('login', '=', 'admin')])
        models['res.user'].write([admin], {'companies': [('add', [company.id])], 'company': company.id})
        user = admin.id
        transaction.commit()
    with Transaction().start(database, user, context={'company': company.id}) as transaction:
        CreateChart = pool.get('account.create_chart', type='wizard')
        session, _, _ = CreateChart.create()
        wizard = CreateChart(session)
        wizard.account.company = company
        wizard.account.account_template = models['account.account.template'](
            models['ir.model.data'].get_id('account', 'account_template_root_en'))
        wizard.transition_create_account()
        Account = models['account.account']
        receivable, = Account.search([('type.receivable', '=', True), ('company', '=', company.id)])
        payable, = Account.search([('type.payable', '=', True), ('company', '=', company.id)])
        revenue = Account.search([('type.revenue', '=', True), ('company', '=', company.id)], limit=1)[0]
        wizard.properties.company = company
        wizard.properties.account_receivable = receivable
        wizard.properties.account_payable = payable
        wizard.transition_create_properties()

        def sequence(model, kind):
            kind, = models['ir.sequence.type'].search([('name', '=', kind)], limit=1)
            one = models[model](name=kind.name, sequence_type=kind, company=company)
            one.save()
            return one
        year = models['account.fiscalyear'](
            name='bench', company=company, start_date=day(request['firstDay']), end_date=day(request['lastDay']),
            post_move_sequence=sequence('ir.sequence', 'Account Move'))
        numbers = sequence('ir.sequence.strict', 'Invoice')
        year.invoice_sequences = [models['account.fiscalyear.invoice_sequence'](
            in_invoice_sequence=numbers, in_credit_note_sequence=numbers,
            out_invoice_sequence=numbers, out_credit_note_sequence=numbers)]
        year.save()
        models['account.fiscalyear'].create_period([year])
        procedure = models['account.dunning.procedure'](name='bench')
        procedure.levels = [pool.get('account.dunning.level')(overdue=datetime.timedelta(0))]
        procedure.save()
        configuration = models['account.configuration'](1)
        configuration.default_dunning_procedure = procedure
        configuration.save()
        term = models['account.invoice.payment_term'](name='30 days')
        delta = pool.get('account.invoice.payment_term.line.delta')(days=30)
        term.lines = [pool.get('account.invoice.payment_term.line')(type='remainder', relativedeltas=[delta])]
        term.save()
        journal, = models['account.journal'].search([('type', '=', 'revenue')], limit=1)
        periods = pool.get('account.period').search([('fiscalyear', '=', year.id)], order=[('start_date', 'ASC')])
        answer = {
            'user': user, 'company': company.id, 'receivable': receivable.id, 'revenue': revenue.id,
            'journal': journal.id, 'procedure': procedure.id, 'term': term.id,
            'periods': [{'id': one.id, 'from': str(one.start_date), 'to': str(one.end_date)} for one in periods],
        }
        transaction.commit()
        return answer


def within(request, **context):
    return Transaction().start(
        database, request['user'], context={'company': request['company'], **context}, readonly=False)


def aging(request):
    """The aged balance of all customers, as its list and its report read it; `rows` on demand."""
    with within(request, date=day(request['date']), type='customer', unit='day', posted=True,
                **dict(zip(('term1', 'term2', 'term3'), request['terms']))):
        names = ('party', 'balance', 'term0', 'term1', 'term2', 'term3')
        start = time.perf_counter()
        found = pool.get('account.aged_balance').search_read([], fields_names=list(names))
        answer = {'seconds': time.perf_counter() - start, 'count': len(found)}
        if request.get('rows'):
            answer['rows'] = [
                [one['party'], *(str(Decimal(one[name] or 0).quantize(Decimal('0.01'))) for name in names[1:])] for one in found]
        return answer


def dunning(request):
    """Dunnings of what is overdue on a day, by the wizard that its users have."""
    with within(request) as transaction:
        Wizard = pool.get('account.dunning.create', type='wizard')
        session, _, _ = Wizard.create()
        wizard = Wizard(session)
        wizard.start.date = day(request['date'])
        start = time.perf_counter()
        wizard.do_create_(None)
        transaction.commit()
        seconds = time.perf_counter() - start
    with within(request):
        dunnings = pool.get('account.dunning').search([])
        return {'seconds': seconds, 'lines': [one.line.id for one in dunnings]}


def posting(request):
    """Invoices of one line posted one by one, a transaction each, until the time is over."""
    posted = 0
    start = time.perf_counter()
    for party in request['parties']:
        if time.perf_counter() - start >= request['seconds']:
            break
        with within(request) as transaction:
            Invoice, Line = pool.get('account.invoice'), pool.get('account.invoice.line')
            invoice = Invoice(type='out', party=party, company=request['company'], payment_term=request['term'])
            invoice.on_change_type()
            invoice.on_change_party()
            invoice.account = request['receivable']
            invoice.payment_term = request['term']
            invoice.invoice_date = day(request['date'])
            line = Line(type='line', account=request['revenue'], quantity=1, unit_price=Decimal('100.00'), description='Bench')
            invoice.lines = [line]
            invoice.save()
            Invoice.post([invoice])
            transaction.commit()
        posted += 1
    return {'seconds': time.perf_counter() - start, 'posted': posted}


work = {'setUp': setting_up, 'aging': aging, 'dunning': dunning, 'posting': posting}
for text in sys.stdin:
    request = json.loads(text)
    try:
        answer = work[request['do']](request)
    except Exception as error:  # The bench says what Tryton said.
        answer = {'error': f'{type(error).__name__}: {error}'}
    print(json.dumps(answer), flush=True)
