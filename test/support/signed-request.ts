/** The public key of an automation rule, as Gong shows it; nobody has its other half any more. */
export const RULE_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAn26mpYxJKlH+GCj3B3ESOjGn49vnJ11XGDxZiRQSo/oOYHdEyczw' +
  '738D5nlTseOcmknHEkwVL9u7AsJ+oakqYdbebaQJgzhktG4DpAlm0oikzM63ESOdwhnklS6L2XUHfePrlls03xD63c8bYXGH' +
  'ws4lEIQ/qElVmcN6OpGFH4ny12kBHziJJ/xri564WqKjMu8TTHcS7LEjtIcWP4zN1l/qrDfIKEj4++K72XE3/eCQxN2Tzv6b' +
  'fWl7NH2LOGp7g86yluEpJCIbyNCXVgw3BwEYbbq4tWXZ4tJzGdZ26vRaJhmgRzbertzZALjh6jSpdJ1N7wU6RbSw5pgkgRKX' +
  'twIDAQAB'

/** A request that was signed with it. */
export const SIGNED_REQUEST = [
  'POST /gong HTTP/1.1',
  'Host: hooks.acme.com',
  `Authorization: ${
    'eyJhbGciOiJSUzI1NiJ9.eyJ3ZWJob29rX3VybCI6Imh0dHBzOi8vaG9va3MuYWNtZS5jb20vZ29uZyIsImJvZHlfc2hhMjU' +
    '2IjoiMTlhYzM5NDgyZWMyNzI5ZDU0NTRiNjk3YmM5MzQwNDZhNTFkZDAxYzI4MTQ3Yzg3YjZlYjRkZjBhZWYyYzZhNCIsIml' +
    'hdCI6MTc3OTE5MjAwMCwiZXhwIjoxNzc5MTkyMzAwfQ.aIKNuL8vuU2jGuAOE-KpKXm8LIjnmxVi_VQddN6mB6ENZFluXQR1' +
    '2qnKMMRAx6mh9jaAs-GD70p9rlBl4hZ4wv20F6YHn-0zwCygOYmkCWGOFf9MVNputyTuM0ESXkNCC1pzEnl2WhQmvGJZHLY9' +
    'hWLRBOSxjtfnK2OwiJD4KZgOdq655caC5HRic6dC3SGR7JREx9BExANZa38aDO702ei6BncVWhc3HhUMZ5gCnm3ZESbSxbP_' +
    'DMBexHHyHPohEhfjUANJI6WvJa3lE-HIhIKPufRrpiVWqoJ0co-erE72iSSYCXmVXBm_hEuPnouUqJY55ljfm5WwwGvzxaAe' +
    'lg'
  }`,
  '',
  '{"callData":{"metaData":{"id":"7782342274025937895","title":"Renewal"}},"isTest":false}',
].join('\r\n')
